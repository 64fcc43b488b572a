"""Records how transformers 4.53.3 renders chat templates, as the test resource of the chat prompts.

usage: record_chat.py TOKENIZER_FOLDER SMOLLM2_FOLDER FILE        (needs transformers==4.53.3, jinja2==3.1.6)

TOKENIZER_FOLDER is any with a tokenizer.json; SMOLLM2_FOLDER holds SmolLM2's tokenizer_config.json, whose template is recorded as it is. The
other templates are written for this test, with features of templates of published checkpoints.
"""

import json
import pathlib
import sys

import jinja2
import transformers
from transformers import PreTrainedTokenizerFast

TRANSFORMERS, JINJA = "4.53.3", "3.1.6"
TEMPLATES = {
    "instructions": (
        "{% if messages[0]['role'] == 'system' %}{% set rest = messages[1:] %}{% set before = messages[0]['content'] %}"
        "{% else %}{% set rest = messages %}{% set before = false %}{% endif %}"
        "{% for message in rest %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('users and assistants take turns') }}{% endif %}"
        "{% if loop.index0 == 0 and before != false %}{% set content = '<<SYS>>\\n' + before + '\\n<</SYS>>\\n\\n' + message['content'] %}"
        "{% else %}{% set content = message['content'] %}{% endif %}"
        "{% if message['role'] == 'user' %}{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}"
        "{% elif message['role'] == 'assistant' %}{{ ' ' + content.strip() + ' ' + eos_token }}{% endif %}{% endfor %}"),
    "headers": (
        "{% for message in messages %}{% set content = '<|head|>' + message['role'] + '<|tail|>\\n\\n' + message['content'] | trim + '<|over|>' %}"
        "{% if loop.index0 == 0 %}{% set content = bos_token + content %}{% endif %}{{ content }}{% endfor %}"
        "{% if add_generation_prompt %}{{ '<|head|>assistant<|tail|>\\n\\n' }}{% endif %}"),
    "lines": """{%- if tools is defined and tools %}
    {{- raise_exception('no tools here') }}
{%- endif %}
{%- set state = namespace(first=true) %}
{%- for message in messages %}
    {%- if state.first and message.role != 'system' %}
        {{- '<|start|>system\\nYou are helpful.<|end|>\\n' }}
    {%- endif %}
    {%- set state.first = false %}
    {{- '<|start|>' ~ message.role ~ '\\n' ~ message.content ~ '<|end|>' ~ '\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|start|>assistant\\n' }}
{%- endif %}
""",
    "blocks": """{% for message in messages %}
{% if message.role == 'user' %}
User: {{ message.content }}
    {% elif message.role == 'system' %}
{{ message.content | upper }}
{% else %}
Assistant: {{ message.content }}{{ eos_token }}
{% endif %}
{% endfor %}
{% if add_generation_prompt %}
Assistant:{% endif %}
""",
}
SYSTEMS = ["", "Answer with a number."]
QUESTIONS = [
    "What is 3 + 4?",
    "  Two lines,\nand space around.  ",
    "Braces {{ 7 * 7 }} and {% if true %}tags{% endif %} stay; so do <b>&amp;</b>, \"quotes\", 'single' and \\n.",
    "Größe in ½ m²: 数学 🙂",
]


def main(tokenizer_folder, smollm2_folder, file):
    here = (transformers.__version__, jinja2.__version__)
    assert here == (TRANSFORMERS, JINJA), f"transformers {TRANSFORMERS} and jinja2 {JINJA} are needed, {here} are here"
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(tokenizer_folder / "tokenizer.json"), bos_token="<s>", eos_token="</s>")
    templates = {"smollm2": json.loads((smollm2_folder / "tokenizer_config.json").read_text())["chat_template"]} | TEMPLATES
    cases = []
    for name, template in templates.items():
        for system in SYSTEMS:
            for question in QUESTIONS:
                messages = ([{"role": "system", "content": system}] if system else []) + [{"role": "user", "content": question}]
                text = tokenizer.apply_chat_template(messages, chat_template=template, tokenize=False, add_generation_prompt=True)
                cases.append({"template": name, "system": system, "question": question, "text": text})
    record = {"transformers": TRANSFORMERS, "jinja2": JINJA, "bos_token": "<s>", "eos_token": "</s>", "templates": templates, "cases": cases}
    file.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


main(*(pathlib.Path(argument) for argument in sys.argv[1:4]))
