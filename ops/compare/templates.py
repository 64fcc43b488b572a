"""Renders public chat templates with Jinja2 as transformers 5 sets it up and with aft, and counts equal, refused and different texts.

usage: templates.py FOLDER [--java java] [--jar worker/target/aft-worker.jar] [--verbose]      (needs transformers==5.24.0, jinja2==3.1.6)

FOLDER holds templates: *.jinja, and tokenizer_config.json or other *.json with a chat_template (text, or a list of named ones). Equal contents count
once. Each is rendered over eight conversations, at one stated day. "refused": Jinja2 renders it and aft rejects it with a reason; "both refuse": neither renders. Ends with
1 when a text differs, or when aft renders less than 95 of 100 that Jinja2 renders.
"""

import argparse
import collections
import datetime
import json
import pathlib
import subprocess
import sys

import jinja2
import transformers
from transformers.utils import chat_template_utils
from transformers.utils.chat_template_utils import render_jinja_template

TRANSFORMERS, JINJA2 = "5.24.0", "3.1.6"
LEAST = 0.95
USER = {"role": "user", "content": "What is 3 + 4?"}
CONVERSATIONS = {
    "user": [USER],
    "system": [{"role": "system", "content": "Answer briefly."}, USER],
    "turns": [USER, {"role": "assistant", "content": "It is 7."}, {"role": "user", "content": "And 4 + 5?"}],
    "empty system": [{"role": "system", "content": ""}, USER],
    "unicode": [{"role": "user", "content": "Größe ≥ 3? ﬁ 👩\u200d🚀 \u00a0日本語 İı"}],
    "blanks": [{"role": "system", "content": " \n be brief \t"}, {"role": "user", "content": "\n  two\n\n  lines  \n"}],
    "assistant last": [{"role": "system", "content": "Be brief."}, USER, {"role": "assistant", "content": "<think>\n3 + 4\n</think>\n\nIt is 7."}],
    "markup": [{"role": "user", "content": "{{ 7 * 7 }} {% raw %} {# no #} <b>'\"&\\n\r\nend</b>"}],
}
TOKENS = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}


class StatedDay(datetime.datetime):
    """The clock of strftime_now, at the day that RenderLines.java states."""

    @classmethod
    def now(cls, tz=None):
        return cls(2024, 7, 26)


chat_template_utils.datetime = StatedDay


def templates(folder):
    """Distinct templates by the names of their files."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".jinja":
            found.setdefault(path.read_bytes().decode("utf-8"), str(path.relative_to(folder)))
        elif path.suffix == ".json":
            given = json.loads(path.read_text(encoding="utf-8"))
            given = given.get("chat_template") if isinstance(given, dict) else None
            for text in [given] if isinstance(given, str) else [one["template"] for one in given or []]:
                found.setdefault(text, str(path.relative_to(folder)))
    return {name: text for text, name in found.items()}


def by_jinja2(template, messages):
    try:
        texts, _ = render_jinja_template([messages], chat_template=template, add_generation_prompt=True, **TOKENS)
        return {"text": texts[0]}
    except Exception as failure:  # whatever a template can raise
        return {"error": f"{type(failure).__name__}: {failure}"}


def by_ours(requests, java, jar):
    program = pathlib.Path(__file__).with_name("RenderLines.java")
    lines = "".join(json.dumps(request) + "\n" for request in requests)
    done = subprocess.run([java, "-cp", jar, str(program)], input=lines, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(done.stderr)
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def verdict(theirs, ours):
    if "error" in ours:
        return "both refuse" if "error" in theirs else "refused"
    return "equal" if theirs == ours else "different"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--java", default="java")
    parser.add_argument("--jar", default="worker/target/aft-worker.jar", help="class path with the product")
    parser.add_argument("--verbose", action="store_true", help="tell each rendering that is not equal")
    arguments = parser.parse_args()
    if (transformers.__version__, jinja2.__version__) != (TRANSFORMERS, JINJA2):
        sys.exit(f"needs transformers {TRANSFORMERS} and jinja2 {JINJA2}")
    cases = [(name, kind, text, messages) for name, text in templates(arguments.folder).items() for kind, messages in CONVERSATIONS.items()]
    variables = {"tools": None, "documents": None, "add_generation_prompt": True, **TOKENS}
    ours = by_ours([{"template": text, "variables": {"messages": messages, **variables}} for _, _, text, messages in cases], arguments.java, arguments.jar)
    counts, reasons = collections.Counter(), collections.Counter()
    for (name, kind, text, messages), answer in zip(cases, ours, strict=True):
        theirs = by_jinja2(text, messages)
        outcome = verdict(theirs, answer)
        counts[outcome] += 1
        if outcome == "refused":
            reasons[answer["error"].split(": ", 1)[-1]] += 1
        if outcome == "different" or outcome == "refused" and arguments.verbose:
            print(f"{outcome}: {name}, {kind}: {answer} for {theirs}")
    rendered = counts["equal"] / max(1, counts["equal"] + counts["refused"] + counts["different"])
    print(f"{len(cases) // len(CONVERSATIONS)} templates, {len(cases)} renderings: {counts['equal']} equal, {counts['refused']} refused, "
          f"{counts['different']} different, {counts['both refuse']} refused by both; {100 * rendered:.1f} of 100 that Jinja2 renders are rendered")
    for reason, count in reasons.most_common():
        print(f"  refused {count}: {reason}")
    sys.exit(1 if counts["different"] or rendered < LEAST else 0)


if __name__ == "__main__":
    main()
