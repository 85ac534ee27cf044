"""Holds the event log of tickets, as PM4Py reads it, against the JSON of the same tickets."""

import json
import sys
from pathlib import Path

import pandas
import pm4py

work = Path(sys.argv[1])
table = pandas.read_csv(work / "log.csv")
assert list(table.columns[:4]) == ["case", "activity", "timestamp", "resource"], table.columns

# Of tickets with a number, what has a time.
expected = {}
for line in (work / "tickets.jsonl").read_text().splitlines():
    ticket = json.loads(line)
    times = [event["at"] for event in ticket["events"] if event["at"]]
    if times and ticket["id"] is not None:
        expected.setdefault(str(ticket["id"]), []).extend(pandas.Timestamp(time) for time in times)

log = pm4py.format_dataframe(
    table, case_id="case", activity_key="activity", timestamp_key="timestamp"
)
found = {case: list(events) for case, events in log.groupby("case:concept:name")["time:timestamp"]}
assert set(found) == set(expected), set(found) ^ set(expected)
for case, times in expected.items():
    assert sorted(found[case]) == sorted(times), case

durations = sorted(pm4py.get_all_case_durations(log))
spans = sorted((max(times) - min(times)).total_seconds() for times in expected.values())
assert all(abs(one - other) < 0.001 for one, other in zip(durations, spans, strict=True))

start = pm4py.get_start_activities(log)
assert sum(start.values()) == len(expected), start
flow, begins, ends = pm4py.discover_dfg(log)
events = sum(len(times) for times in expected.values())
assert sum(flow.values()) == events - len(expected)
tree = pm4py.discover_process_tree_inductive(log)
net = pm4py.convert_to_petri_net(tree)
fit = pm4py.fitness_token_based_replay(log, *net)
assert fit["log_fitness"] > 0.99, fit

print(
    f"{len(expected)} cases, {events} events, {log['concept:name'].nunique()} activities, "
    f"{len(flow)} ways from one to the next; fitness of the discovered model "
    f"{fit['log_fitness']:.3f}"
)
