//! Where the customer came from: browser, place, page, advertisement, claims.

use super::object::object;
use super::scalar::Map;
use super::text::Text;

object! {
    /// Facts about the customer's side of the ticket.
    pub struct Details is "the details of a ticket" {
        /// The browser, in its own words.
        user_agent: Text<'a> = "userAgent",
        /// The network address.
        ip_address: Text<'a> = "iPAddress",
        /// The place, as free text.
        location: Text<'a> = "location",
        /// The cards of the bot, joined by `/`; the steps know better.
        cards_path: Text<'a> = "cardsPath",
        /// The page on which the chat began.
        source: Source<'a> = "source",
        /// The ticket in another system.
        external_link: Text<'a> = "externalLink",
        /// Whether the customer used a telephone; chat only.
        is_mobile: bool = "isMobile",
        /// What the integrator vouched for.
        identity_token_claims: Map<'a> = "identityTokenClaims",
        /// The advertisement or post that led here.
        referral: Referral<'a> = "referral",
    }
}

object! {
    /// A page.
    pub struct Source is "a source with title and address" {
        /// The page's title.
        title: Text<'a> = "title",
        /// The page's address.
        uri: Text<'a> = "uri",
    }
}

object! {
    /// What led the customer here.
    pub struct Referral is "a referral" {
        /// `utm_…` parameters of the address.
        utm_parameters: Map<'a> = "utmParameters",
        /// The advertisement.
        ad_id: Text<'a> = "adId",
        /// The advertisement's title.
        ad_title: Text<'a> = "adTitle",
        /// Data that the link carried.
        ref_data: Text<'a> = "refData",
        /// The product.
        product_id: Text<'a> = "productId",
        /// The Facebook post.
        facebook_post_id: Text<'a> = "fbPostId",
        /// The Instagram story.
        instagram_story_id: Text<'a> = "instagramStoryId",
        /// The Instagram story's picture.
        instagram_story_media_url: Text<'a> = "instagramStoryMediaUrl",
        /// Apple's intent.
        apple_intent_id: Text<'a> = "appleIntentId",
        /// Apple's group.
        apple_group_id: Text<'a> = "appleGroupId",
        /// The tweet.
        twitter_root_tweet_id: Text<'a> = "twitterRootTweetId",
        /// The TikTok video.
        tiktok_video_id: Text<'a> = "tikTokVideoId",
        /// The TikTok comment.
        tiktok_comment_id: Text<'a> = "tikTokCommentId",
        /// The WhatsApp advertisement's headline.
        whatsapp_headline: Text<'a> = "whatsappHeadline",
        /// The WhatsApp advertisement's text.
        whatsapp_body: Text<'a> = "whatsappBody",
        /// What kind of WhatsApp advertisement it was.
        whatsapp_source_type: Text<'a> = "whatsappSourceType",
        /// The WhatsApp advertisement.
        whatsapp_source_id: Text<'a> = "whatsappSourceId",
        /// The WhatsApp advertisement's address.
        whatsapp_source_url: Text<'a> = "whatsappSourceUrl",
    }
}

impl<'a> Referral<'a> {
    /// Lists the simple values with the names they have in the export.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &super::Field<'a, Text<'a>>)> {
        [
            ("adId", &self.ad_id),
            ("adTitle", &self.ad_title),
            ("refData", &self.ref_data),
            ("productId", &self.product_id),
            ("fbPostId", &self.facebook_post_id),
            ("instagramStoryId", &self.instagram_story_id),
            ("instagramStoryMediaUrl", &self.instagram_story_media_url),
            ("appleIntentId", &self.apple_intent_id),
            ("appleGroupId", &self.apple_group_id),
            ("twitterRootTweetId", &self.twitter_root_tweet_id),
            ("tikTokVideoId", &self.tiktok_video_id),
            ("tikTokCommentId", &self.tiktok_comment_id),
            ("whatsappHeadline", &self.whatsapp_headline),
            ("whatsappBody", &self.whatsapp_body),
            ("whatsappSourceType", &self.whatsapp_source_type),
            ("whatsappSourceId", &self.whatsapp_source_id),
            ("whatsappSourceUrl", &self.whatsapp_source_url),
        ]
        .into_iter()
    }
}
