"""Records what transformers 4.53.3 on PyTorch 2.7.1 (CPU, F32) computes for SmolLM2-135M-Instruct.

usage: record_smollm2.py MODEL_FOLDER GSM8K_TEST FILE        (needs torch==2.7.1, transformers==4.53.3)

Writes the digest of the weights; for ten prompts the token ids and logits at some positions and ids; for the first twenty questions of
GSM8K's test file the chat prompt's token ids and the next 100 tokens, greedily chosen.
"""

import hashlib
import json
import pathlib
import sys

import torch
import transformers
from transformers import AutoModelForCausalLM, AutoTokenizer

TORCH, TRANSFORMERS, QUESTIONS, DRAWN, ROWS, COLUMNS = "2.7.1", "4.53.3", 20, 100, 12, 16
TEXTS = [
    "The capital of France is",
    "In 1687 Isaac Newton published a book in which he",
    "def fibonacci(n):\n    if n < 2:\n        return n\n    return",
    "Dear Sir or Madam,\n\nI am writing to ask whether the shipment of 250 chairs that we ordered on 3 March",
    "<|im_start|>user\nName three colours of the rainbow.<|im_end|>\n<|im_start|>assistant\n",
]


def spread(count, of):
    return sorted({round(i * (of - 1) / (count - 1)) for i in range(count)})


def main(folder, gsm8k, file):
    here = (torch.__version__.split("+")[0], transformers.__version__)
    assert here == (TORCH, TRANSFORMERS), f"torch {TORCH} and transformers {TRANSFORMERS} are needed, {here} are here"
    torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModelForCausalLM.from_pretrained(folder, torch_dtype=torch.float32, local_files_only=True).eval()
    questions = [json.loads(line)["question"] for line in gsm8k.read_text(encoding="utf-8").splitlines()]
    prompts = TEXTS + [f"Question: {question}\nAnswer:" for question in questions[100:105]]
    logits, chats = [], []
    for text in prompts:
        ids = tokenizer(text).input_ids
        with torch.no_grad():
            rows = model(torch.tensor([ids])).logits[0]
        positions, columns = spread(ROWS, len(ids)), spread(COLUMNS, rows.shape[1])
        logits.append({"text": text, "ids": ids, "positions": positions, "columns": columns,
                       "largest": [round(rows[p].abs().max().item(), 4) for p in positions],
                       "argmax": [rows[p].argmax().item() for p in positions],
                       "logits": [[round(rows[p, c].item(), 5) for c in columns] for p in positions]})
    for question in questions[:QUESTIONS]:
        ids = tokenizer.apply_chat_template([{"role": "user", "content": question}], add_generation_prompt=True, return_tensors="pt")
        drawn = model.generate(ids, attention_mask=torch.ones_like(ids), do_sample=False, max_new_tokens=DRAWN)
        chats.append({"question": question, "ids": ids[0].tolist(), "greedy": drawn[0, ids.shape[1]:].tolist()})
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    record = {"torch": TORCH, "transformers": TRANSFORMERS, "weights": digest, "prompts": logits, "chats": chats}
    file.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")


main(*(pathlib.Path(argument) for argument in sys.argv[1:4]))
