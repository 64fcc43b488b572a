"""Does with transformers 4.53.3 on PyTorch 2.7.1 (CPU, F32) what `aft score` and `aft generate --greedy` do, and prints its cost.

usage: lines.py score|generate MODEL_FOLDER LINES OUTPUT [--threads 2] [--tokens 2048] [--batch 64] [--new 64]
                                                        (needs torch==2.7.1, transformers==4.53.3)

Lines hold prompt and completion (score) or prompt (generate). Rows are sorted by length and padded in batches like those of aft: by a number of
padded tokens for scores, by a number of sequences for completions. The output layer runs on the completions' positions only. Prints CPU
seconds of this process, user and system, imports and loading included, and those after loading.
"""

import argparse
import json
import pathlib
import resource

import torch
import transformers
from transformers import AutoModelForCausalLM, AutoTokenizer

TORCH, TRANSFORMERS = "2.7.1", "4.53.3"


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def score_batches(rows, budget):
    batch = []
    for row in sorted(rows, key=lambda row: len(row[1]) + len(row[2])):
        if batch and (len(batch) + 1) * (len(row[1]) + len(row[2]) - 1) > budget:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def cut(tokenizer, prompt, completion):
    """Both as one text, cut after the tokens that it shares with the prompt alone."""
    own, joined = tokenizer(prompt).input_ids, tokenizer(prompt + completion).input_ids
    shared = next((at for at, pair in enumerate(zip(own, joined)) if pair[0] != pair[1]), min(len(own), len(joined)))
    return joined[:shared], joined[shared:]


def score(model, tokenizer, lines, arguments):
    rows = [(i, *cut(tokenizer, line["prompt"], line["completion"])) for i, line in enumerate(lines)]
    for batch in score_batches(rows, arguments.tokens):
        length = max(len(prompt) + len(completion) - 1 for _, prompt, completion in batch)
        ids, mask = torch.zeros(len(batch), length, dtype=torch.long), torch.zeros(len(batch), length, dtype=torch.long)
        places, targets, owners = [], [], []
        for row, (_, prompt, completion) in enumerate(batch):
            whole = (prompt + completion)[:-1]
            ids[row, :len(whole)], mask[row, :len(whole)] = torch.tensor(whole), 1
            places += range(row * length + len(prompt) - 1, row * length + len(whole))
            targets += completion
            owners += [row] * len(completion)
        hidden = model.model(input_ids=ids, attention_mask=mask, use_cache=False).last_hidden_state
        logits = model.lm_head(hidden.reshape(-1, hidden.shape[-1])[torch.tensor(places)])
        loss = torch.nn.functional.cross_entropy(logits, torch.tensor(targets), reduction="none").double()
        sums = torch.zeros(len(batch), dtype=torch.double).index_add(0, torch.tensor(owners), -loss)
        for (i, _, completion), total in zip(batch, sums.tolist()):
            lines[i].update(sumLogprob=total, meanLogprob=total / len(completion), tokens=len(completion))


def generate(model, tokenizer, lines, arguments):
    order = sorted(range(len(lines)), key=lambda i: len(tokenizer(lines[i]["prompt"]).input_ids))
    for start in range(0, len(order), arguments.batch):
        chosen = order[start:start + arguments.batch]
        inputs = tokenizer([lines[i]["prompt"] for i in chosen], padding=True, return_tensors="pt")
        drawn = model.generate(**inputs, do_sample=False, max_new_tokens=arguments.new, pad_token_id=tokenizer.pad_token_id)
        for i, tokens in zip(chosen, drawn[:, inputs.input_ids.shape[1]:].tolist()):
            ended = tokenizer.eos_token_id in tokens
            kept = tokens[:tokens.index(tokenizer.eos_token_id)] if ended else tokens
            lines[i].update(completions=[tokenizer.decode(kept, clean_up_tokenization_spaces=False)], ended=[ended])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("work", choices=["score", "generate"])
    for name in "model", "lines", "output":
        parser.add_argument(name, type=pathlib.Path)
    for name, value in ("threads", 2), ("tokens", 2048), ("batch", 64), ("new", 64):
        parser.add_argument("--" + name, type=int, default=value)
    arguments = parser.parse_args()
    here = (torch.__version__.split("+")[0], transformers.__version__)
    assert here == (TORCH, TRANSFORMERS), f"torch {TORCH} and transformers {TRANSFORMERS} are needed, {here} are here"
    torch.set_num_threads(arguments.threads)
    tokenizer = AutoTokenizer.from_pretrained(arguments.model, local_files_only=True, padding_side="left")
    model = AutoModelForCausalLM.from_pretrained(arguments.model, torch_dtype=torch.float32, local_files_only=True).eval()
    loaded = cpu_seconds()
    lines = [json.loads(line) for line in arguments.lines.read_text(encoding="utf-8").splitlines()]
    with torch.inference_mode():
        {"score": score, "generate": generate}[arguments.work](model, tokenizer, lines, arguments)
    arguments.output.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    print(f"{cpu_seconds():.1f} CPU seconds, {cpu_seconds() - loaded:.1f} after loading")


main()
