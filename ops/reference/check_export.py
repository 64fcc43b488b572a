"""Checks that transformers 4.53.3 on PyTorch 2.7.1 (CPU) loads exported model folders with the logits of their sources.

usage: check_export.py EXPORTS SOURCES        (needs torch==2.7.1, transformers==4.53.3, safetensors)

Both are a model folder, or both a folder of them; an export NAME or NAME-sharded belongs to the source NAME. Prints the largest
difference of F32 logits for each, and that generation and tokenizer settings are the same; fails on any difference.
"""

import pathlib
import sys

import torch
import transformers
from transformers import AutoModelForCausalLM, AutoTokenizer, GenerationConfig

TORCH, TRANSFORMERS, LENGTH = "2.7.1", "4.53.3", 48
TEXT = "A robe takes 2 bolts of blue fiber and half that much white fiber."


def load(folder):
    return AutoModelForCausalLM.from_pretrained(folder, torch_dtype=torch.float32, local_files_only=True).eval()


def check(export, source):
    ours, theirs = load(export), load(source)
    ids = torch.randint(0, theirs.config.vocab_size, (2, LENGTH), generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        difference = (ours(ids).logits - theirs(ids).logits).abs().max().item()
    if (source / "generation_config.json").exists():
        assert GenerationConfig.from_pretrained(export) == GenerationConfig.from_pretrained(source), "generation_config.json differs"
    if (source / "tokenizer.json").exists():
        one, other = AutoTokenizer.from_pretrained(export), AutoTokenizer.from_pretrained(source)
        assert one(TEXT).input_ids == other(TEXT).input_ids and one.chat_template == other.chat_template, "the tokenizer differs"
    print(f"{export.name}: largest difference of {ids.numel()} × {theirs.config.vocab_size} logits: {difference}")
    assert difference == 0, f"{export} gives other logits than {source}"


def main(exports, sources):
    here = (torch.__version__.split("+")[0], transformers.__version__)
    assert here == (TORCH, TRANSFORMERS), f"torch {TORCH} and transformers {TRANSFORMERS} are needed, {here} are here"
    torch.set_num_threads(1)
    if (exports / "config.json").exists():
        return check(exports, sources)
    for export in sorted(path for path in exports.iterdir() if path.is_dir()):
        check(export, sources / export.name.removesuffix("-sharded"))


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
