//! What becomes readable, and what hostile markup cannot do.

use super::lines::LIMIT;
use super::readable;
use crate::model::Record;
use proptest::prelude::*;

fn check(cases: &[(&str, &str)]) {
    for (html, text) in cases {
        assert_eq!(readable(html), *text, "{html}");
    }
}

#[test]
fn blocks_and_breaks_are_lines() {
    check(&[
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("one<br>two<br/>three</br>four", "one\ntwo\nthree\nfour"),
        ("a<div>b<section>c</section></div>d", "a\nb\nc\nd"),
        ("<h1>A</h1>b<hr>c<footer>d</footer>", "A\nb\nc\nd"),
        ("a<br></p><p>b", "a\nb"),
        ("<b>a</b><i>b</i> <u>c</u>", "ab c"),
    ]);
}

#[test]
fn there_is_one_empty_line_at_most_and_none_at_the_ends() {
    check(&[
        ("<p>a</p><p><br></p><p>b</p>", "a\n\nb"),
        ("<br><br>a<br><br><br><br>b<br><br>", "a\n\nb"),
        ("<pre>\n\n\na\n\n\n\nb\n\n</pre>", "a\n\nb"),
        ("", ""),
        (" <p> </p> ", ""),
    ]);
}

#[test]
fn white_space_is_collapsed_except_in_pre() {
    check(&[
        ("  a \t\r\n b  ", "a b"),
        ("a <b> b</b> c", "a b c"),
        ("a&nbsp; b", "a\u{a0} b"),
        ("<pre>  a\tb  \n   c</pre>", "  a\tb\n   c"),
        ("<pre>\na <b> b</b></pre>  x  y", "a  b\nx y"),
        ("a <p> b </p> c", "a\nb\nc"),
    ]);
}

#[test]
fn lists_have_dashes() {
    check(&[
        ("<ul><li>a<li>b</ul>c", "- a\n- b\nc"),
        ("<ol><li><p>a</p><p>more</p></li><li>b</li></ol>", "- a\nmore\n- b"),
        ("<ul><li></li></ul>c", "c"),
    ]);
}

#[test]
fn cells_stand_beside_each_other() {
    check(&[
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1<td>2</table>x", "a  b\n1  2\nx"),
        ("<table><tr><td><p>a</p></td>\n<td><p>b</p></td></tr></table>", "a  b"),
        ("<table><tr><td></td><td>b</td></tr></table>", "b"),
        ("<table><tr><td><table><tr><td>a<td>b</table></td><td>c</td></tr></table>", "a  b\nc"),
    ]);
}

#[test]
fn what_is_not_meant_to_be_read_is_dropped() {
    check(&[
        ("<head><title>t</title><style>p{}</style>x</head><body>b</body>", "b"),
        ("a<script>if (a<b) x('</p>')</script>b", "ab"),
        ("a<style>p > b {}</style>b<template>c<template>d</template>e</template>f", "abf"),
        ("<head><meta charset=x><p>no end of the head", "no end of the head"),
        ("a<!-- <p>b</p> -->c", "ac"),
        ("a<noscript><img src=x></noscript>b<iframe>c</iframe>", "ab"),
        ("<!DOCTYPE html><html><head></head><body>a</body></html>", "a"),
    ]);
}

#[test]
fn entities_are_decoded_and_other_text_is_kept() {
    check(&[
        ("&lt;b&gt; &amp;amp; &eacute; &#x1F600; &unknown;", "<b> &amp; é 😀 &unknown;"),
        (
            "&#27;[31m a\u{1b}]0;x\u{7}b\u{0}c\u{202e}d",
            "\u{1b}[31m a\u{1b}]0;x\u{7}b\u{0}c\u{202e}d",
        ),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
    ]);
}

#[test]
fn links_tell_where_they_lead() {
    check(&[
        ("see <a href='https://a.example/'>this </a> now", "see this <https://a.example/> now"),
        ("<a href=https://a.example>https://a.example</a>", "https://a.example"),
        (
            "<a href=https://a.example>https://b.example</a>",
            "https://b.example <https://a.example>",
        ),
        ("<a href='mailto:a@example.com'>a@example.com</a>", "a@example.com"),
        ("<a href='TEL:+972500000001'>call us</a>", "call us <TEL:+972500000001>"),
        ("<a href='javascript:alert(1)'>a</a> <a href='/b'>b</a> <a>c</a>", "a b c"),
        ("<a href='https://a.example'><img alt=logo></a>x", "[image: logo] <https://a.example>x"),
        ("a<a href='https://a.example'></a>", "a<https://a.example>"),
        (
            "<a href='https://a.example'>a<a href=https://b.example>b",
            "a <https://a.example>b <https://b.example>",
        ),
        ("<p><a href='https://a.example'><p>a</p></a><p>b", "a <https://a.example>\nb"),
        ("<a href=' https://a.\nexample/x y '>a</a>", "a <https://a.example/x y>"),
        (
            "> <blockquote><a href='https://a.example'>https://a.example</a></blockquote>",
            ">\n> https://a.example",
        ),
    ]);
}

#[test]
fn pictures_tell_what_they_show() {
    check(&[
        ("<img src=x>", "[image]"),
        ("a <img alt=' our \n logo '> b", "a [image: our logo] b"),
        ("<img alt=''>", "[image]"),
    ]);
}

#[test]
fn quoted_lines_are_marked() {
    check(&[
        (
            "a<blockquote>b<br><br>c<blockquote>d</blockquote></blockquote>e",
            "a\n> b\n>\n> c\n> > d\ne",
        ),
        ("a<br><br><blockquote>b</blockquote><br>c", "a\n\n> b\n\nc"),
        ("<blockquote><ul><li>a</ul></blockquote>", "> - a"),
        ("</blockquote>a", "a"),
    ]);
    let deep = format!("{}a{}b", "<blockquote>".repeat(20), "</blockquote>".repeat(20));
    assert_eq!(readable(&deep), "> > > > > > > > a\nb");
}

#[test]
fn the_markup_of_the_seed_says_what_its_text_says() {
    let seed = include_str!("../../../fixtures/tickets/seed.json");
    let seed = Record::read(seed).unwrap().unwrap().ticket;
    let mut compared = 0;
    for transaction in seed.transactions.items() {
        if let (Some(text), Some(html)) = (transaction.text.get(), transaction.html.get()) {
            assert_eq!(readable(html.as_str()), text.as_str());
            compared += 1;
        }
    }
    assert_eq!(compared, 5);
}

#[test]
fn tags_that_never_close_are_fine() {
    check(&[
        ("<b>a<p>b</i>c</div></b>d", "a\nbc\nd"),
        ("a<script>var x = '", "a"),
        ("a<div class='", "a"),
        ("a<", "a<"),
        ("</a></li></pre></table>a", "a"),
    ]);
}

#[test]
fn hostile_markup_costs_no_more_than_its_length() {
    assert_eq!(readable(&format!("{}a", "<div>".repeat(100_000))), "a");
    assert_eq!(readable(&format!("{}a", "<a href=https://x.example>".repeat(3))).len(), 59);
    assert_eq!(readable(&format!("<template>{}", "<template>".repeat(100_000))), "");
    let attribute = "x".repeat(2_000_000);
    assert_eq!(readable(&format!("<p title='{attribute}' class={attribute}>a")), "a");
    let spaces = format!("<pre>{}", " ".repeat(2_000_000));
    assert_eq!(readable(&spaces), "");
}

#[test]
fn a_flood_is_cut_at_the_limit() {
    for flood in ["x", "é", "漢", "<p>😀", "<a href=https://x.example>"] {
        let text = readable(&flood.repeat(2 * LIMIT / flood.len() + LIMIT));
        assert!(text.ends_with('…'), "{flood}");
        assert!(text.len() <= LIMIT + '…'.len_utf8(), "{flood}");
        assert!(text.len() + 4 > LIMIT, "{flood}");
    }
    assert_eq!(readable(&"x".repeat(LIMIT)).len(), LIMIT);
}

proptest! {
    #[test]
    fn text_without_markup_stays_but_for_white_space(text in "(?s)[^<&]*") {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        prop_assert_eq!(readable(&text), words.join(" "));
    }

    #[test]
    fn any_markup_can_be_read(
        parts in prop::collection::vec(prop_oneof![
            Just("<p>"), Just("</p>"), Just("<br>"), Just("<li>"), Just("</li>"), Just("<pre>\n"),
            Just("</pre>"), Just("<td>"), Just("<tr>"), Just("</table>"), Just("<blockquote>"),
            Just("</blockquote>"), Just("<a href=https://x.example>"), Just("</a>"), Just("<img>"),
            Just("<head>"), Just("<template>"), Just("</template>"), Just(" "), Just("\n"),
            Just("word"), Just("&#27;"), Just("<script>"), Just("<"), Just("</script>"),
        ], 0..40),
        loose in any::<String>(),
    ) {
        let _ = readable(&loose);
        let text = readable(&parts.concat());
        prop_assert!(!text.contains("\n\n\n"), "{:?}", text);
        prop_assert!(!text.starts_with('\n') && !text.ends_with('\n'), "{:?}", text);
    }
}
