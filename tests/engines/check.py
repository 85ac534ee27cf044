"""Compares what engines say about exports with what `ticketctl stats` says: see `run`."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

WORK, TICKETCTL = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
ROOT = Path.cwd()
ARCHIVES = {
    "clean": [WORK / "clean.jsonl"],
    "odd": [WORK / "odd.jsonl"],
    "fixtures": [ROOT / "fixtures"],
}
SPANS = ["bot", "queue", "taken_to_reply", "first_response", "waited", "duration"]
FACTS = ["bot_only", "abandoned", "unanswered"]


def ticketctl(*arguments):
    """Runs it; some of the fixtures cannot be read, which is status 3."""
    command = [str(TICKETCTL), *map(str, arguments), "-q", "-o", "json"]
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if ran.returncode not in (0, 3):
        sys.exit(f"{' '.join(command)}: status {ran.returncode}")
    return json.loads(ran.stdout)


class DuckDB:
    low = "quantile_disc({}, {})"

    def __init__(self):
        import duckdb

        self.name = f"DuckDB {duckdb.__version__}"
        self.connection = duckdb.connect()

    def load(self, tables):
        for table in tables:
            files = f"read_parquet('tables/{table}/*/*.parquet', hive_partitioning = true)"
            self.connection.execute(f"CREATE OR REPLACE VIEW {table} AS SELECT * FROM {files}")

    def rows(self, query):
        return self.connection.execute(query).fetchall()

    def block(self, text):
        return self.rows(text)


class Spark:
    low = "percentile_disc({1}) WITHIN GROUP (ORDER BY {0})"

    def __init__(self):
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        builder = builder.config("spark.ui.showConsoleProgress", "false")
        builder = builder.config("spark.sql.session.timeZone", "UTC")
        self.spark = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
        self.spark.sparkContext.setLogLevel("ERROR")
        self.name = f"Spark {self.spark.version}"

    def load(self, tables):
        for table in tables:
            self.spark.read.parquet(str(Path("tables", table).resolve())).createOrReplaceTempView(table)

    def rows(self, query):
        return [tuple(row) for row in self.spark.sql(query).collect()]

    def block(self, text):
        names = {"spark": self.spark}
        # Spark stays in the folder in which it began.
        here = str(Path.cwd())
        exec(text.replace('"tables/', f'"{here}/tables/'), names)  # else the README's own words
        return [tuple(row) for row in names["answer"].collect()]


class ClickHouse:
    low = "quantileExactLow({1})({0})"

    def __init__(self):
        from chdb.session import Session

        self.session = Session()
        self.name = "ClickHouse " + self.rows("SELECT version()")[0][0]

    def load(self, tables):
        # A view would keep the columns of the archive before.
        for table in tables:
            files = f"file('{Path('tables').resolve()}/{table}/*/*.parquet')"
            self.session.query(f"CREATE OR REPLACE VIEW {table} AS SELECT * FROM {files}")

    def rows(self, query):
        query = query.strip().rstrip(";") + " SETTINGS output_format_json_quote_64bit_integers = 0"
        answer = self.session.query(query, "JSONCompactEachRow").bytes().decode()
        return [tuple(json.loads(line)) for line in answer.splitlines()]

    def block(self, text):
        return self.rows(text.replace("file('tables", f"file('{Path('tables').resolve()}"))


def plain(value):
    return round(float(value), 6) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def ordered(pairs):
    return sorted(([plain(value) for value in pair] for pair in pairs), key=repr)


class Check:
    def __init__(self):
        self.compared, self.wrong = 0, []

    def same(self, what, engine, ours):
        self.compared += 1
        if engine != ours:
            self.wrong.append(what)
            print(f"  differs: {what}\n    engine: {str(engine)[:400]}\n    ours:   {str(ours)[:400]}")


def groups(tallied):
    return ordered((group["name"], group["tickets"]) for group in tallied)


def compare(check, engine, name, manifest, stats, reported):
    one = lambda query: [plain(value) for value in engine.rows(query)[0]]
    what = lambda part: f"{engine.name}, {name}: {part}"
    for table in manifest["tables"]:
        count = one(f"SELECT count(*) FROM {table['name']}")
        check.same(what(f"rows of {table['name']}"), count, [table["rows"]])
    check.same(what("tickets"), one("SELECT count(*) FROM tickets"), [stats["tickets"]])
    query = "SELECT count(*) FROM metrics WHERE NOT has_transactions"
    check.same(what("reported tickets"), one(query), [stats["reported"]])
    check.same(
        what("transactions"),
        one("SELECT sum(transactions_recounted) FROM metrics"),
        one("SELECT count(*) FROM transactions"),
    )
    for column in ("state", "channel"):
        query = f"SELECT {column}, count(*) FROM tickets GROUP BY {column}"
        check.same(what(column), ordered(engine.rows(query)), groups(stats[column + "s"]))
    tags = engine.rows("SELECT tag, count(*) FROM tags GROUP BY tag")
    untagged = engine.rows(
        "SELECT count(*) FROM tickets WHERE ticket_row NOT IN (SELECT ticket_row FROM tags)"
    )
    tags += [(None, count) for (count,) in untagged if count]
    check.same(what("tags"), ordered(tags), groups(stats["tags"]))
    agent = "CASE WHEN has_transactions THEN agent_recounted_{0} ELSE agent_reported_{0} END"
    agents = engine.rows(
        f"SELECT min({agent.format('name')}), count(*) FROM metrics GROUP BY {agent.format('key')}"
    )
    check.same(what("agents"), ordered(agents), groups(stats["agents"]))
    spans = {(span["metric"], span["basis"]): span for span in stats["spans"]}
    for metric in SPANS:
        ours, column = spans.get((metric, "recount")), f"{metric}_recounted_s"
        if ours is None:
            continue
        query = f"SELECT count({column}), {engine.low.format(column, 0.5)}, max({column}) FROM metrics"
        check.same(
            what(f"{metric}: n, median, longest"),
            one(query),
            [plain(ours[key]) for key in ("n", "median_s", "max_s")],
        )
        query = f"SELECT count(*) FROM metrics WHERE {metric}_recounted_goes_on"
        check.same(what(f"{metric}: goes on"), one(query), [plain(ours["awaited"])])
    spans = {span["metric"]: span for span in reported["spans"]}
    for metric in ("queue", "taken_to_reply"):
        column = f"{metric}_reported_gross_s"
        query = f"SELECT count({column}), {engine.low.format(column, 0.5)} FROM metrics WHERE {column} >= 0"
        ours = [plain(spans[metric][key]) for key in ("n", "median_s")]
        check.same(what(f"{metric} as reported"), one(query), ours)
    if stats["reported"] == 0:
        facts = {count["fact"]: count["tickets"] for count in stats["counts"]}
        for fact in FACTS:
            query = f"SELECT count(*) FROM metrics WHERE {fact}_recounted"
            check.same(what(fact), one(query), [facts[fact]])
        query = "SELECT count(*) FROM metrics WHERE reopened_recounted > 0"
        check.same(what("reopened"), one(query), [facts["reopened"]])


def blocks(kind):
    """Takes the queries for an engine out of the README."""
    readme = (ROOT / "README.md").read_text()
    found = re.findall(rf"^```\w+ {kind}\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert found, f"no query for {kind} in the README"
    return found


def readme(check, engines, archive):
    """Runs the queries of the README: the first must say what `stats` does, in every engine."""
    stats = ticketctl("stats", "--dedupe=never", "--by", "tag", "--top", 10, *archive)
    spans = lambda group: {span["metric"]: span["median_s"] for span in group["spans"]}
    tags = [g for g in stats["groups"] if g["name"] is not None]
    ours = ordered((g["name"], g["tickets"], spans(g)["waited"]) for g in tags)
    for engine in engines:
        first, *others = blocks(type(engine).__name__.lower())
        rows = ordered(engine.block(first))
        rows = [row for row in rows if row[0] in {tag for tag, *_ in ours}]
        check.same(f"{engine.name}: the README's query", rows, ours)
        for text in others:
            latest = len(engine.block(text.replace("SELECT *", "SELECT ticket_row")))
            check.same(
                f"{engine.name}: each ticket once",
                latest,
                ticketctl("stats", *archive)["tickets"],
            )


def main():
    engines, check = [DuckDB(), Spark(), ClickHouse()], Check()
    for name, files in ARCHIVES.items():
        folder = WORK / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        os.chdir(folder)
        manifest = ticketctl("export", "--to", "tables", *files)
        stats = ticketctl("stats", "--dedupe=never", "--top", 1000000, *files)
        reported = ticketctl("stats", "--dedupe=never", "--reported", *files)
        written = json.loads(Path("tables/manifest.json").read_text())
        check.same(f"{name}: the manifest", written, manifest)
        for engine in engines:
            engine.load(table["name"] for table in manifest["tables"])
            compare(check, engine, name, manifest, stats, reported)
        if name == "clean":
            readme(check, engines, files)
        print(f"{name}: {manifest['tickets']} tickets, {check.compared} comparisons so far")
    print(f"{', '.join(engine.name for engine in engines)}: {len(check.wrong)} of {check.compared} differ")
    sys.exit(bool(check.wrong))


main()
