"""Records what Jinja2, as transformers 5 sets it up, makes of small templates; or compares aft with it over random ones.

usage: record_templates.py record OUTPUT [--random 0]                  (needs transformers==5.24.0, jinja2==3.1.6, Python 3.11)
       record_templates.py compare [--count 20000] [--seed 1] [--java java] [--jar worker/target/aft-worker.jar]

OUTPUT is activities/src/test/resources/dev/aftlab/activities/lm/template/snippets.jsonl: lines with template and text, or error where Jinja2 raises. Its templates are answered
again; new ones are added manually, with only the template, or at random.
Random templates are put together of the words below; where Jinja2 renders, aft must render the same or refuse, and where it raises, aft must refuse.
"""

import argparse
import collections
import copy
import json
import pathlib
import random
import subprocess
import sys
import warnings

import jinja2
import transformers
from transformers.utils.chat_template_utils import _compile_jinja_template

TRANSFORMERS, JINJA2 = "5.24.0", "3.1.6"
VARIABLES = {
    "messages": [{"role": "system", "content": " Be brief. "}, {"role": "user", "content": "What is\n3 + 4?", "n": 3}, {"role": "assistant", "content": "It's \"7\"."}],
    "tools": None, "documents": None, "add_generation_prompt": True, "bos_token": "<s>", "eos_token": "</s>",
    "t": "Ab cd-EF_gh", "u": "é𝄞ß\u00a0ǆx", "w": "  a b\t\nc  ", "e": "", "i": 7, "j": -3, "z": 0, "f": 2.5, "g": -0.125, "yes": True, "no": False,
    "l": [3, 1, 2], "s": ["b", "A", "c"], "m": [1, "a", None, 2.0, True], "d": {"b": 1, "A": "x", "items": [1]}, "empty": {}, "nest": {"a": {"b": [1, {"c": "d"}]}},
    "rows": [{"k": "x", "v": 2}, {"k": "Y", "v": 1}, {"k": "x", "v": 3}],
}
NAMES = ["t", "u", "w", "e", "i", "j", "z", "f", "g", "yes", "no", "l", "s", "m", "d", "empty", "nest", "rows", "messages", "nope", "none", "bos_token", "tools"]
LITERALS = ["0", "1", "-1", "2", "3", "10", "0x1f", "1_000", "1.5", "1e3", "2.0", "0.1", "'a'", "'b'", "''", "' '", "'\\n'", '"it\'s"', "'a' 'b'", "'é'", "true", "False", "None",
            "[]", "[1, 2, 3]", "['x', 'y']", "()", "(1,)", "(1, 'a')", "{}", "{'a': 1}", "{'a': [1], 'b': {'c': none}}", "{1: 'x', true: 'y'}", "range(4)", "range(5, 0, -2)",
            "dict(a=1)", "namespace(a=1)", "nope", "[1.0, -0.0, true]", "['b', 'a', 'C']", "'a,b,,c'", "'x=1'", "'%s-%s'", "'%d%%'", "'{} {}'", "'{0}{1}{0}'"]
OPERATORS = ["+", "-", "*", "/", "//", "%", "**", "~", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or"]
METHODS = ["upper()", "lower()", "title()", "capitalize()", "strip()", "lstrip()", "rstrip()", "strip('a ')", "lstrip('A')", "rstrip('h?')", "split()", "split(' ')", "split('-')",
           "split(none, 1)", "split(' ', 1)", "rsplit(' ', 1)", "rsplit(none, 1)", "split(maxsplit=1)", "split('')", "splitlines()", "splitlines(true)", "replace('a', 'xx')",
           "replace('', '-')", "replace('b', '', 1)", "replace('a', '-', 0)", "startswith('A')", "startswith(('x', 'A'))", "endswith('h')", "endswith(('h', 'c'))", "find('b')", "rfind('c')", "index('b')",
           "count('a')", "count('')", "join(['x', 'y'])", "join(s)", "join('abc')", "join(l)", "isdigit()", "isalpha()", "isalnum()", "isspace()", "islower()", "isupper()", "isnumeric()", "isascii()",
           "isdecimal()", "removeprefix('A')", "removesuffix('h')", "zfill(12)", "ljust(14, '.')", "rjust(14)", "center(15, '*')", "center(14)", "partition(' ')", "rpartition('-')", "format(1, 'x')",
           "format(a=1)", "items()", "keys()", "values()", "get('a')", "get('b', 5)", "get('zz')", "copy()", "append(1)", "update({})", "pop()", "index(1)", "count(1)", "items", "a", "b", "role",
           "content", "nope", "format(t, l)", "setdefault('a', 1)", "sort()", "clear", "insert(0, 1)"]
FILTERS = ["abs", "attr('upper')", "batch(2)|list", "batch(2, 'x')|list", "capitalize", "center(12)", "count", "default('D')", "default('D', true)", "d(boolean=true)", "dictsort", "dictsort(true)",
           "dictsort(by='value')", "dictsort(reverse=true)", "e", "escape", "first", "float", "float(1.5)", "forceescape", "indent", "indent(2)", "indent(2, true)", "indent('>', blank=true)", "indent(first=true)",
           "int", "int(9)", "items|list", "join", "join(', ')", "join('-', attribute='k')", "last", "length", "list", "lower", "map('upper')|list", "map('length')|list", "map(attribute='k')|list", "map('int')|join",
           "map(attribute='zz', default='D')|list", "map('default', 'x')|list", "max", "min", "max(attribute='v')", "reject|list", "reject('none')|list", "rejectattr('k', 'equalto', 'x')|list", "replace('a', 'b')",
           "replace('b', 'a', 1)", "reverse", "reverse|list", "round", "round(1)", "round(1, 'ceil')", "round(method='floor')", "safe", "select|list", "select('string')|list", "select('odd')|list", "select('>', 1)|list",
           "select('in', [1, 'a'])|list", "selectattr('k')|list", "selectattr('v', 'gt', 1)|list", "selectattr('role', '==', 'user')|map(attribute='content')|list", "slice(2)|list", "slice(2, 0)|list", "sort",
           "sort(reverse=true)", "sort(case_sensitive=true)", "sort(attribute='v')", "sort(attribute='k,v')", "string", "sum", "sum(attribute='v')", "sum(start=1)", "title", "tojson", "tojson(indent=2)",
           "tojson(ensure_ascii=true)", "tojson(separators=(',', ':'))", "tojson(sort_keys=true)", "tojson(true, 1)", "trim", "trim('a ')", "truncate(5)", "truncate(6, true)", "truncate(5, false, '..', 0)",
           "truncate(9)", "unique|list", "unique(attribute='k')|list", "unique(true)|list", "upper", "wordcount", "format(1, 2)", "format('x')", "tojson|safe"]
TESTS = ["defined", "undefined", "none", "string", "mapping", "iterable", "sequence", "number", "integer", "float", "boolean", "true", "false", "odd", "even", "divisibleby 3", "divisibleby(2)", "eq 1", "equalto 'a'",
         "ne 1", "gt 1", "ge(2)", "lt 3", "le 2", "in [1, 'a', none]", "sameas true", "sameas none", "callable", "lower", "upper", "escaped", "greaterthan 1", "lessthan 2"]
SUBSCRIPTS = ["0", "-1", "1", "9", "1:", ":2", ":-1", "::-1", "::2", "-2:", "1:9:3", "'a'", "'b'", "'items'", "'k'", "'role'", "'upper'", "true", "none", "1.0", "5:1:-2", "-1:0:-1", "nope", "i", "'zz'", ":", "0:0"]


class Grammar:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def one(self, *choices):
        return self.random.choice(choices)

    def atom(self):
        return self.random.choice(NAMES if self.random.random() < 0.6 else LITERALS)

    def fitting(self, depth):
        """Operands that go with what is done to them, so that most of it renders."""
        kind = self.random.randrange(10)
        text = lambda: self.one("t", "u", "w", "e", "messages[1].content", "bos_token", "'a b'", "'a,b'", "\"it's\"", "t ~ w", "'x' * 2", "rows[0].k", "(i|string)")
        items = lambda: self.one("l", "s", "rows", "messages", "[1, 2, 3]", "range(4)", "(1, 'a')", "m", "l + [5]", "d.items()|list", "t|list", "[u, w]", "nest.a.b", "[rows[0], rows[0]]", "'a b c'.split()")
        number = lambda: self.one("i", "j", "z", "f", "g", "yes", "3", "1.5", "-2", "0.1", "1e16", "123456789", "i / 2", "i // 2", "j % 2", "2 ** 5", "l|length", "f * 3", "0.1 + 0.2", "1e-7", "7 // -2", "-7 % 3", "2.5 // 1")
        if kind <= 2:
            return f"({text()}).{self.random.choice(METHODS[:73])}"
        if kind <= 4:
            return f"({self.one(text(), items(), items())})|{self.random.choice(FILTERS)}"
        if kind == 5:
            return f"({self.one(text(), items())})[{self.one(*SUBSCRIPTS[:11], *SUBSCRIPTS[20:22], *SUBSCRIPTS[25:])}]"
        if kind == 6:
            return f"{number()} {self.one('+', '-', '*', '/', '//', '%', '<', '==', '>=', '~', 'and', 'or')} {number()}"
        if kind == 7:
            return f"({number()})|{self.one('abs', 'int', 'float', 'round', 'round(1)', 'round(2)', 'string', 'tojson', 'default(1, true)')}"
        if kind == 8:
            return f"({self.one(text(), items(), number())}) is {self.one('', 'not ')}{self.random.choice(TESTS)}"
        return f"{text()} {self.one('+', '~', '<', 'in', 'not in', '==', '~')} {text()}"

    def expression(self, depth=3):
        if depth == 0 or self.random.random() < 0.1:
            return self.atom()
        if self.random.random() < 0.6:
            return self.fitting(depth)
        kind = self.random.randrange(16)
        inner = lambda: self.expression(depth - 1)
        operand = lambda: f"({inner()})" if self.random.random() < 0.5 else self.atom()
        if kind <= 3:
            return f"{operand()} {self.random.choice(OPERATORS)} {operand()}"
        if kind <= 6:
            return f"{operand()}|{self.random.choice(FILTERS)}"
        if kind <= 8:
            return f"{operand()}.{self.random.choice(METHODS)}"
        if kind <= 10:
            return f"{operand()}[{self.random.choice(SUBSCRIPTS)}]"
        if kind == 11:
            return f"{operand()} is {self.one('', 'not ')}{self.random.choice(TESTS)}"
        if kind == 12:
            return f"{inner()} if {inner()}" + self.one("", f" else {inner()}")
        if kind == 13:
            return f"{self.one('not ', '-', '+', '- ')}{operand()}"
        if kind == 14:
            return f"{operand()} {self.one('<', '<=', '==', 'in')} {operand()} {self.one('<', '>=', '!=', 'not in')} {operand()}"
        return f"[{inner()}, {inner()}]" if self.random.random() < 0.5 else f"{{{self.one(repr('a'), '1', 'i', 't')}: {inner()}}}"

    def open(self):
        return self.random.choice(["{%", "{%", "{%-", "{%+"])

    def close(self):
        return self.random.choice(["%}", "%}", "-%}", "+%}"])

    def tag(self, words):
        return f"{self.open()} {words} {self.close()}"

    def text(self):
        return self.random.choice(["", "x", " ", "\n", "  \n ", "a\n", "\n  ", "\t", "y {# c #} ", "{#- c -#}\n", " {#+ c +#}", "{% raw %} {{ r }}\n{% endraw %}", "\n{%- raw -%} q {%+ endraw +%}\n", "\r\n", "-"])

    def name(self):
        return self.one("x", "y", "v", "t", "i")

    def condition(self):
        return self.random.choice(["yes", "no", "loop.first", "x is defined", "x", "i > 3", "not loop.last", "y == 2", "nope", "v in l", "loop.index == 2", self.expression(1)])

    def value(self):
        return self.random.choice(["x", "y", "v", "loop.index", "loop.last", "ns.a", "caller()", "p", "q", "varargs", "kwargs", "loop.previtem", "loop.nextitem", "loop.length", "loop.revindex0", "loop.cycle('a', 'b')",
                                   "loop.changed(x)", "f(1)", "f(x, q=2)", "self.x", "ns", "loop", "loop.depth", self.expression(1)])

    def statement(self, depth=3):
        body = lambda: "".join(self.text() + self.statement(depth - 1) for _ in range(self.random.randrange(1, 3))) + self.text()
        kind = self.random.randrange(18) if depth else self.random.randrange(4)
        if kind <= 3:
            return f"{{{{{self.one('', '-', ' ')} {self.value()} {self.one('', '-')}}}}}"
        if kind <= 5:
            return self.tag(f"set {self.name()} = {self.value()}")
        if kind == 6:
            return self.tag(f"set {self.one('ns.a', 'ns.b', 'x, y')} = {self.one('1', 'ns.a', 'loop.index', '(1, 2)', self.value())}")
        if kind <= 8:
            middle = self.one("", self.tag("else") + body(), self.tag("elif " + self.condition()) + body())
            return self.tag("if " + self.condition()) + body() + middle + self.tag("endif")
        if kind <= 12:
            source = self.one("l", "s", "'ab'", "range(3)", "d", "d.items()", "rows", "nope", "[]", "messages", "l|reverse", "rows|map(attribute='k')", self.expression(1))
            target = self.one("x", "x", "v", "x, y", "y")
            rest = self.one("", "", f" if {self.condition()}", " if loop.index0", f" if {target.split(',')[0]} != 1")
            other = self.one("", "", self.tag("else") + body())
            jump = self.one("", "", self.tag(f"if {self.condition()}") + self.tag(self.one("break", "continue")) + self.tag("endif"))
            return self.tag(f"for {target} in {source}{rest}") + body() + jump + self.one("", body()) + other + self.tag("endfor")
        if kind == 13:
            return self.tag(f"set {self.name()}{self.one('', ' | upper', ' | trim | length', ' | replace(x, y)')}") + body() + self.tag("endset")
        if kind == 14:
            return self.tag(f"with {self.one('', 'x = 1', 'x = y, y = 2', 'v = x')}") + body() + self.tag("endwith")
        if kind == 15:
            return self.tag(f"macro f({self.one('', 'p', 'p, q=x', 'p=1, q=p')})") + body() + self.tag("endmacro") + self.one("{{ f() }}", "{{ f(1, 2) }}", "{{ f(p=3) }}", "{{ f(1, z=2) }}", "")
        if kind == 16:
            return self.tag(f"call{self.one('', '(p)')} f({self.one('', '1')})") + body() + self.tag("endcall")
        if self.random.random() < 0.5:
            return self.tag("generation") + body() + self.tag("endgeneration")
        return self.tag(self.one("filter upper", "filter trim|replace('x', v)", "filter indent(2)")) + body() + self.tag("endfilter")

    def template(self):
        if self.random.random() < 0.6:
            return f"{{{{ {self.expression()} }}}}"
        return self.one("", "{% set ns = namespace(a=0) %}") + self.one("", "{% macro f(p, q=1) %}[{{ p }}{{ q }}{{ caller() if caller else x }}]{% endmacro %}") + \
            "".join(self.text() + self.statement() for _ in range(self.random.randrange(1, 4))) + self.text()


def by_jinja2(template):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return {"text": _compile_jinja_template.__wrapped__(template).render(**copy.deepcopy(VARIABLES))}  # a failing `indent` changes a list
    except RecursionError:
        return {"error": "RecursionError"}
    except Exception as failure:  # whatever a template can raise
        return {"error": type(failure).__name__}


def by_ours(templates, java, jar):
    program = pathlib.Path(__file__).parent.parent / "compare" / "RenderLines.java"
    lines = "".join(json.dumps({"template": template, "variables": VARIABLES}) + "\n" for template in templates)
    done = subprocess.run([java, "-cp", jar, str(program)], input=lines, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(done.stderr)
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def compare(arguments):
    grammar = Grammar(arguments.seed)
    templates = list(dict.fromkeys(grammar.template() for _ in range(arguments.count)))
    counts, reasons = collections.Counter(), collections.Counter()
    for template, ours in zip(templates, by_ours(templates, arguments.java, arguments.jar), strict=True):
        theirs = by_jinja2(template)
        if "error" in ours:
            counts["both refuse" if "error" in theirs else "refused"] += 1
            if "text" in theirs and " at 0x" not in theirs["text"]:
                reasons[ours["error"].split(": ", 1)[-1]] += 1
        else:
            counts["equal" if theirs == ours else "different"] += 1
            if theirs != ours:
                print(json.dumps(template, ensure_ascii=False), theirs, ours)
    print(f"{len(templates)} templates: {dict(counts)}")
    for reason, count in reasons.most_common(arguments.reasons):
        print(f"  refused {count}: {reason}")
    sys.exit(1 if counts["different"] else 0)


def record(arguments):
    """Answers anew what the output holds already, and adds random templates whose outcome tells something; none that prints a place in memory."""
    known = arguments.output.read_text(encoding="utf-8").split("\n")[1:] if arguments.output.exists() else []
    grammar, templates = Grammar(arguments.seed), [json.loads(line)["template"] for line in known if line]
    answers = {template: by_jinja2(template) for template in templates}
    wanted = len(answers) + arguments.random
    while len(answers) < wanted:
        template = grammar.template()
        answer = by_jinja2(template)
        if 12 < len(template) < 220 and len(answer.get("text", "")) > 3 and " at 0x" not in answer["text"]:
            answers[template] = answer
    with arguments.output.open("w", encoding="utf-8") as out:
        out.write(json.dumps({"transformers": TRANSFORMERS, "jinja2": JINJA2, "variables": VARIABLES}, ensure_ascii=False) + "\n")
        for template, answer in answers.items():
            out.write(json.dumps({"template": template, **answer}, ensure_ascii=False) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    works = parser.add_subparsers(required=True)
    recording = works.add_parser("record")
    recording.add_argument("output", type=pathlib.Path)
    for name, value in ("random", 0), ("seed", 20261128):
        recording.add_argument("--" + name, type=int, default=value)
    recording.set_defaults(work=record)
    comparing = works.add_parser("compare")
    for name, value in ("count", 20000), ("seed", 1), ("reasons", 20):
        comparing.add_argument("--" + name, type=int, default=value)
    comparing.add_argument("--java", default="java")
    comparing.add_argument("--jar", default="worker/target/aft-worker.jar", help="class path with the product")
    comparing.set_defaults(work=compare)
    arguments = parser.parse_args()
    if (transformers.__version__, jinja2.__version__) != (TRANSFORMERS, JINJA2):
        sys.exit(f"needs transformers {TRANSFORMERS} and jinja2 {JINJA2}")
    arguments.work(arguments)


if __name__ == "__main__":
    main()
