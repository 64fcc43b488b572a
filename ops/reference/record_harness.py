"""Records what lm-evaluation-harness finds in the published solutions of GSM8K, as the label tests' resource.

usage: record_harness.py EXAMPLE_MODEL_SOLUTIONS.jsonl.gz HARNESS.json        (needs lm_eval==0.4.13; `pip install --no-deps lm_eval` suffices, and pyyaml)

The expressions are read from the harness's own gsm8k.yaml (task version 3.0) and must be those named here; they are applied as its RegexFilter and its
exact_match do. Of each rule the record has SHA-256 over all answers, one a line, in the order of the file (solutions of 6b_finetuning, 6b_verification,
175b_finetuning, 175b_verification to each question), after the metric's clean-up, and how many are right. The solutions end in `A: number` and never
have the strict rule's `#### `, so that rule is recorded on the texts with `A: ` replaced by `#### ` too.
"""

import gzip
import hashlib
import importlib.metadata
import importlib.util
import json
import pathlib
import re
import sys

import yaml

VERSION = "0.4.13"
STRICT = r"#### (\-?[0-9\.\,]+)"
FLEXIBLE = r"(-?[$0-9.,]{2,})|(-?[0-9]+)"
IGNORED = [",", r"\$", "(?s).*#### ", r"\.$"]
MODELS = ["6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"]


def check_expressions():
    assert importlib.metadata.version("lm_eval") == VERSION, "needs lm_eval " + VERSION
    package = pathlib.Path(importlib.util.find_spec("lm_eval").origin).parent
    task = yaml.safe_load((package / "tasks/gsm8k/gsm8k.yaml").read_text())
    patterns = [rule["filter"][0]["regex_pattern"] for rule in task["filter_list"]]
    assert patterns == [STRICT, FLEXIBLE], patterns
    assert task["filter_list"][1]["filter"][0]["group_select"] == -1
    assert task["metric_list"][0]["regexes_to_ignore"] == IGNORED and task["metric_list"][0]["ignore_case"]


def cleaned(text):
    for pattern in IGNORED:
        text = re.sub(pattern, "", text)
    return text.lower()


def found(pattern, select, text):
    matches = re.findall(pattern, text)
    if not matches:
        return "[invalid]"
    match = matches[select]
    if isinstance(match, tuple):
        match = next((group for group in match if group), "[invalid]")
    return match.strip()


def record(solutions, pattern, select, change):
    answers = [cleaned(found(pattern, select, change(text))) for text, _ in solutions]
    right = sum(answer == cleaned(gold) for answer, (_, gold) in zip(answers, solutions))
    return {"sha256": hashlib.sha256("".join(answer + "\n" for answer in answers).encode()).hexdigest(), "right": right,
            "invalid": answers.count("[invalid]")}


def main(source, target):
    check_expressions()
    solutions = []
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            gold = row["ground_truth"].rsplit("\nA: ", 1)[1]
            solutions += [(row[model]["solution"], gold) for model in MODELS]
    recorded = {
        "harness": "lm_eval " + VERSION, "strict_pattern": STRICT, "flexible_pattern": FLEXIBLE, "ignored": IGNORED, "solutions": len(solutions),
        "strict": record(solutions, STRICT, 0, lambda text: text),
        "strict_with_cue": record(solutions, STRICT, 0, lambda text: text.replace("A: ", "#### ")),
        "flexible": record(solutions, FLEXIBLE, -1, lambda text: text),
        "flexible_with_cue": record(solutions, FLEXIBLE, -1, lambda text: text.replace("A: ", "#### ")),
    }
    pathlib.Path(target).write_text(json.dumps(recorded, indent=2) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
