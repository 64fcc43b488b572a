"""Records what PyTorch 2.7.1 computes for a small random Llama model, as the learner's test resource.

usage: record_learner.py FOLDER        (needs torch==2.7.1, numpy, safetensors)

Writes config.json and model.safetensors (the model), gradients.safetensors and record.json (token ids, logits, sums,
losses of ten AdamW steps over all parameters, and of ten with a larger decay of matrices alone, as two parameter groups). The model has two layers, grouped queries and an untied output layer.
"""

import json
import pathlib
import sys

import torch
from safetensors.torch import save_file
from torch.nn import functional

VERSION = "2.7.1"
CONFIG = {
    "architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": 40, "hidden_size": 32, "intermediate_size": 48,
    "num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 8, "hidden_act": "silu",
    "max_position_embeddings": 64, "rms_norm_eps": 1e-5, "rope_theta": 10000.0, "rope_scaling": None, "attention_bias": False,
    "mlp_bias": False, "tie_word_embeddings": False, "bos_token_id": None, "eos_token_id": 2, "torch_dtype": "float32",
}
LEARNING_RATE, BETAS, EPSILON, DECAY, CLIP, STEPS = 0.01, (0.9, 0.98), 1e-8, 0.01, 1.0, 10
MATRIX_DECAY = 0.5


def weights(generator):
    hidden, inner, vocabulary, head = 32, 48, 40, 8
    shapes = {"model.embed_tokens.weight": (vocabulary, hidden), "model.norm.weight": (hidden,), "lm_head.weight": (vocabulary, hidden)}
    for i in range(2):
        layer = f"model.layers.{i}."
        shapes |= {
            layer + "input_layernorm.weight": (hidden,), layer + "post_attention_layernorm.weight": (hidden,),
            layer + "self_attn.q_proj.weight": (4 * head, hidden), layer + "self_attn.k_proj.weight": (2 * head, hidden),
            layer + "self_attn.v_proj.weight": (2 * head, hidden), layer + "self_attn.o_proj.weight": (hidden, 4 * head),
            layer + "mlp.gate_proj.weight": (inner, hidden), layer + "mlp.up_proj.weight": (inner, hidden),
            layer + "mlp.down_proj.weight": (hidden, inner),
        }
    draw = lambda shape: torch.randn(shape, generator=generator) * (0.2 if len(shape) > 1 else 0.1) + (1.0 if len(shape) == 1 else 0.0)
    return {name: draw(shape).requires_grad_() for name, shape in shapes.items()}


def rotate(x):
    positions = torch.arange(x.shape[-2]).float()
    angles = positions[:, None] * (1.0 / 10000.0 ** (torch.arange(0, 8, 2).float() / 8))
    cosine, sine = torch.cat([angles.cos()] * 2, -1), torch.cat([angles.sin()] * 2, -1)
    return x * cosine + torch.cat([-x[..., 4:], x[..., :4]], -1) * sine


def norm(x, weight):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * weight


def logits(w, ids):
    x = w["model.embed_tokens.weight"][ids]
    length = len(ids)
    for i in range(2):
        layer = f"model.layers.{i}."
        y = norm(x, w[layer + "input_layernorm.weight"])
        q, k, v = ((y @ w[layer + f"self_attn.{n}_proj.weight"].T).view(length, -1, 8).transpose(0, 1) for n in "qkv")
        q, k, v = rotate(q), rotate(k).repeat_interleave(2, 0), v.repeat_interleave(2, 0)
        scores = (q @ k.transpose(1, 2)) / 8**0.5
        scores = scores.masked_fill(torch.ones(length, length).triu(1).bool(), float("-inf"))
        x = x + (scores.softmax(-1) @ v).transpose(0, 1).reshape(length, -1) @ w[layer + "self_attn.o_proj.weight"].T
        y = norm(x, w[layer + "post_attention_layernorm.weight"])
        gate = functional.silu(y @ w[layer + "mlp.gate_proj.weight"].T) * (y @ w[layer + "mlp.up_proj.weight"].T)
        x = x + gate @ w[layer + "mlp.down_proj.weight"].T
    return norm(x, w["model.norm.weight"]) @ w["lm_head.weight"].T


def total(w, prompt, completion):
    out = logits(w, torch.tensor(prompt + completion[:-1]))[len(prompt) - 1:]
    return -functional.cross_entropy(out, torch.tensor(completion), reduction="sum")


def steps(w, groups, optimizer):
    losses, norms = [], []
    for _ in range(STEPS):
        loss = -sum(total(w, g["prompt"], g["completions"][0]) / len(g["completions"][0]) for g in groups) / len(groups)
        optimizer.zero_grad()
        loss.backward()
        norms.append(float(torch.nn.utils.clip_grad_norm_(w.values(), CLIP)))
        optimizer.step()
        losses.append(loss.item())
    return losses, norms


def main(folder):
    assert torch.__version__.split("+")[0] == VERSION, f"torch {VERSION} is needed, {torch.__version__} is here"
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(20231)
    w = weights(generator)
    draw = lambda low, high: torch.randint(3, 40, (int(torch.randint(low, high, (1,), generator=generator)),), generator=generator).tolist()
    groups = [{"prompt": draw(2, 7), "completions": [draw(1, 8) + [2] for _ in range(3)]} for _ in range(4)]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(CONFIG, indent=1) + "\n")
    save_file({n: t.detach().clone() for n, t in w.items()}, folder / "model.safetensors", {"format": "pt"})
    first = groups[0]["prompt"] + groups[0]["completions"][0]
    record = {"groups": groups, "logitsIds": first, "logits": logits(w, torch.tensor(first)).detach().flatten().tolist()}
    sums = [[total(w, g["prompt"], c) for c in g["completions"]] for g in groups]
    record["sums"] = [[s.item() for s in row] for row in sums]
    record["incoming"] = torch.randn(4, 3, generator=generator).tolist()
    value = sum(g * s / len(c) for gs, ss, group in zip(record["incoming"], sums, groups)
                for g, s, c in zip(gs, ss, group["completions"]))
    grads = torch.autograd.grad(value, list(w.values()))
    save_file(dict(zip(w, [g.contiguous() for g in grads])), folder / "gradients.safetensors")
    start = {n: t.detach().clone() for n, t in w.items()}
    optimizer = torch.optim.AdamW(w.values(), lr=LEARNING_RATE, betas=BETAS, eps=EPSILON, weight_decay=DECAY)
    record["losses"], record["norms"] = steps(w, groups, optimizer)
    w = {n: t.requires_grad_() for n, t in start.items()}
    matrices, vectors = [t for t in w.values() if t.dim() > 1], [t for t in w.values() if t.dim() == 1]
    optimizer = torch.optim.AdamW([{"params": matrices, "weight_decay": MATRIX_DECAY}, {"params": vectors, "weight_decay": 0.0}],
                                  lr=LEARNING_RATE, betas=BETAS, eps=EPSILON)
    record["matrixDecay"] = {"weightDecay": MATRIX_DECAY}
    record["matrixDecay"]["losses"], _ = steps(w, groups, optimizer)
    record["matrixDecay"]["finalNorm"] = w["model.norm.weight"].tolist()
    (folder / "record.json").write_text(json.dumps(record) + "\n")


main(pathlib.Path(sys.argv[1]))
