"""Runs the engines that `peers` describes, checks that they agree, and prints what they took."""

import json
import os
import subprocess
import sys
import time

RUNS = int(os.environ.get("RUNS", "3"))

# A length of time is `[d.]hh:mm:ss[.fffffff]`. Owners without an address are the queue: "".
JQ = r"""
def seconds: capture("^(?:(?<d>[0-9]+)\\.)?(?<h>[0-9]+):(?<m>[0-9]+):(?<s>[0-9.]+)$")
  | ((.d // "0" | tonumber) * 24 + (.h | tonumber)) * 3600 + (.m | tonumber) * 60 + (.s | tonumber);
def rank($p): .[((length * $p + 99) / 100 | floor) - 1];
reduce (TICKETS | select(.firstAgentResponseTimeGross != null)
    | [.owner.UserName, (.firstAgentResponseTimeGross | seconds)]) as [$owner, $s] ({}; .[$owner] += [$s])
| map_values(sort | {n: length, p50: rank(50), p90: rank(90), p99: rank(99)})
"""
JQ_TICKETS = {
    "lines": (["-n"], "inputs"),
    "array": ([], ".[]"),
    "pretty": ([], ".[]"),
    "envelope": ([], ".tickets[]"),
}

COLUMNS = "{'owner': 'STRUCT(UserName VARCHAR)', 'firstAgentResponseTimeGross': 'VARCHAR'}"
ENVELOPE = (
    "{'tickets': 'STRUCT(owner STRUCT(UserName VARCHAR), firstAgentResponseTimeGross VARCHAR)[]'}"
)
DUCKDB = r"""
with t as (
  select owner.UserName as owner, cast(firstAgentResponseTimeGross as varchar) as span from SOURCE
), parts as (
  select owner, regexp_extract(span, '^(?:(\d+)\.)?(\d+):(\d+):([\d.]+)$', ['d', 'h', 'm', 's']) as p
  from t where span is not null
), s as (
  select owner, (coalesce(try_cast(p.d as integer), 0) * 24 + cast(p.h as integer)) * 3600
    + cast(p.m as integer) * 60 + cast(p.s as double) as s from parts
)
select owner, count(*), quantile_disc(s, 0.5), quantile_disc(s, 0.9), quantile_disc(s, 0.99)
from s group by owner
"""


def duckdb_source(form, file, columns):
    size = ", maximum_object_size = 2000000000" if form == "envelope" else ""
    kind = "newline_delimited" if form == "lines" else "array"
    if columns:
        kind = "unstructured" if form == "envelope" else kind
        given = f", columns = {ENVELOPE if form == 'envelope' else COLUMNS}, format = '{kind}'"
    else:
        given = ""
    source = f"read_json('{file}'{given}{size})"
    if form == "envelope":
        return f"(select unnest(tickets, max_depth := 2) from {source})"
    return source


def duckdb_program(form, file, columns):
    """DuckDB runs in a process of its own, so that its memory and start are measured."""
    query = DUCKDB.replace("SOURCE", duckdb_source(form, file, columns))
    # P99 by nearest rank is the value at position ceil(n * p); quantile_disc is just that.
    return f"""
import duckdb, json
duckdb.sql("set enable_progress_bar = false")
rows = duckdb.sql({query!r}).fetchall()
print(json.dumps({{r[0] or "": dict(n=r[1], p50=r[2], p90=r[3], p99=r[4]) for r in rows}}))
"""


def run(command):
    """Runs a command; returns what it said, and what it took: clock, processor, kilobytes at most.

    GNU time stands in between, because a process begins with the memory of the one that started it
    on its account, and this one is larger than what is measured.
    """
    start = time.perf_counter()
    process = subprocess.run(
        ["/usr/bin/time", "--quiet", "-f", "%U %S %M", *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    wall = time.perf_counter() - start
    complaints = process.stderr.decode(errors="replace").strip().splitlines()
    if process.returncode != 0:
        raise RuntimeError("\n".join(complaints[:-1])[-300:])
    user, system, memory = complaints[-1].split()
    return process.stdout, (wall, float(user) + float(system), int(memory))


def truth(file):
    with open(file) as lines:
        for line in lines:
            pass
    owners = json.loads(line)["reported_by_owner"].items()
    keys = ("n", "p50", "p90", "p99")
    groups = {}
    for owner, group in owners:
        measured = group["first_response_gross"]
        if measured["n"]:
            groups[owner] = {key: measured[key] for key in keys} | {"name": group["name"]}
    return groups


def agrees(said, told):
    """Times with a fraction may differ in the last digits."""
    if said.keys() != told.keys():
        return False
    return all(
        abs(float(said[owner][key]) - float(told[owner][key])) < 1e-6
        for owner in told
        for key in said[owner]
    )


def ours(said):
    """Takes the reported first response by owner out of what `stats -o json` says."""
    groups = {}
    answer = json.loads(said)
    for group in (answer[0] if isinstance(answer, list) else answer)["groups"]:
        for span in group["spans"]:
            if span["metric"] == "first_response":
                keys = {"n": "n", "p50": "median_s", "p90": "p90_s", "p99": "p99_s"}
                groups[group["name"] or ""] = {k: span[key] for k, key in keys.items()}
    return groups


def ours_agrees(said, told):
    """Where there are too few values for a rank, a dash is right: P90 from 10, P99 from 100."""
    found = ours(said)
    for owner, group in told.items():
        mine = found.get(group["name"], found.get(owner))
        if mine is None or mine["n"] != group["n"]:
            return False
        for key, least in (("p50", 1), ("p90", 10), ("p99", 100)):
            if group["n"] >= least and (
                mine[key] is None or abs(mine[key] - group[key]) > 1e-6
            ):
                return False
    return True


def main(work, megabytes, ticketctl):
    version = lambda *command: subprocess.run(command, capture_output=True, text=True).stdout.strip()
    print(version("jq", "--version"), "· duckdb", version(sys.executable, "-c", "import duckdb; print(duckdb.__version__)"),
          "· python", sys.version.split()[0], "·", version(ticketctl, "--version"), "·", os.cpu_count(), "cores",
          "· load", os.getloadavg()[0])
    told = truth(f"{work}/archive-{megabytes}.truth.jsonl")
    wrong = False
    for form in ("lines", "array", "pretty", "envelope"):
        file = f"{work}/archive-{megabytes}.{form}.json"
        with open(file, "rb") as warm:
            while warm.read(1 << 20):
                pass
        size = os.path.getsize(file) / 1e6
        flags, tickets = JQ_TICKETS[form]
        engines = {
            "ticketctl": ([ticketctl, "stats", "--reported", "--by", "owner", "--top", "1000", "-o", "json", file], ours_agrees),
            "DuckDB, columns by hand": ([sys.executable, "-c", duckdb_program(form, file, True)], None),
            "DuckDB, schema detected": ([sys.executable, "-c", duckdb_program(form, file, False)], None),
            "jq": (["jq", *flags, JQ.replace("TICKETS", tickets), file], None),
        }
        best = {}
        failed = {}
        for _ in range(RUNS):
            for name, (command, check) in engines.items():
                if name in failed:
                    continue
                try:
                    said, took = run(command)
                    check = check or (lambda said, told: agrees(json.loads(said), told))
                    if not check(said, told):
                        failed[name] = "does not agree"
                        wrong = True
                        continue
                except RuntimeError as error:
                    failed[name] = str(error).splitlines()[-1] if str(error) else "failed"
                    continue
                best[name] = min(best.get(name, took), took)
        print(f"\n{form}, {size:.0f} MB")
        base = best.get("ticketctl")
        for name in engines:
            if name not in best:
                print(f"  {name:26} – {failed.get(name, '')}")
                continue
            wall, processor, memory = best[name]
            ratio = f"  {wall / base[0]:6.1f} × wall  {processor / base[1]:6.1f} × cpu" if base else ""
            print(f"  {name:26} {wall:7.2f} s wall  {processor:7.2f} s cpu  {memory / 1e3:7.1f} MB{ratio}")
    sys.exit(wrong)


main(*sys.argv[1:])
