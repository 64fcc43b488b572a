"""Records tokens and log-probabilities of prompts and completions that are tokenized as one text, as the test resource of the boundary between them.

usage: record_seam.py FOLDER        (needs tokenizers==0.21.4, numpy)

FOLDER holds model folders of the Llama family; FOLDER/record.json is written. Tokens come from the tokenizers package alone, log-probabilities from
the few lines of numpy below, in F64. Where a prompt ends in a blank, the cut is also made as lm-evaluation-harness makes it (the blank
moves to the completion, the joined tokens are cut after as many as the prompt then has), and both must give the same tokens.
"""

import json
import pathlib
import struct
import sys

import numpy
import tokenizers
from tokenizers import Tokenizer

TOKENIZERS = "0.21.4"
PAIRS = {
    "stories260k": [
        ("Once upon a time, there was a", " little girl named Lily."),
        ("Once upon a time, there was a ", "little girl named Lily."),
        ("Once upon a time, there was a l", "ittle girl named Lily."),
        ("One day, Tom went to the park.\n", "He saw a big dog."),
        ("Tom has 5 ", "7 \u00e9t\u00e9s \u20ac\n"),
        ("a", "b"),
    ],
    "byte-level": [
        ("Question: Mia buys 12 cards.\nAnswer:", " Mia has 42 cards."),
        ("Question: Mia buys 12 cards.\nAnswer: ", "Mia has 42 cards."),
        ("Question: Mia buys 12 cards.\nAnswer:  ", "Mia has 42 cards."),
        ("Mia asks how m", "any cards"),
        ("Mia has 1", "2 + 5 = 17"),
        ("What is 12 #", "### 7\n"),
    ],
}


def weights(folder):
    data = (folder / "model.safetensors").read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + size])
    found = {}
    for name, entry in header.items():
        if name != "__metadata__":
            assert entry["dtype"] == "F32", entry
            begin, end = (8 + size + offset for offset in entry["data_offsets"])
            found[name] = numpy.frombuffer(data[begin:end], "<f4").reshape(entry["shape"]).astype(numpy.float64)
    return found


def norm(x, weight, epsilon):
    return x / numpy.sqrt((x * x).mean(-1, keepdims=True) + epsilon) * weight


def rotate(x, angles):
    half = x.shape[-1] // 2
    turned = numpy.concatenate([-x[..., half:], x[..., :half]], -1)
    return x * numpy.cos(angles) + turned * numpy.sin(angles)


def log_probabilities(folder, ids):
    """[T, V]: of the token after each position."""
    config, w = json.loads((folder / "config.json").read_text()), weights(folder)
    heads, shared, size = config["num_attention_heads"], config["num_key_value_heads"], config["head_dim"]
    theta = config.get("rope_theta") or config["rope_parameters"]["rope_theta"]
    frequencies = theta ** (-numpy.arange(0, size, 2) / size)
    angles = numpy.outer(numpy.arange(len(ids)), numpy.concatenate([frequencies, frequencies]))[:, None, :]
    hidden = w["model.embed_tokens.weight"][ids]
    mask = numpy.triu(numpy.full((len(ids), len(ids)), -numpy.inf), 1)
    for layer in range(config["num_hidden_layers"]):
        of = lambda name: w[f"model.layers.{layer}.{name}.weight"]
        x = norm(hidden, of("input_layernorm"), config["rms_norm_eps"])
        query, key, value = ((x @ of(f"self_attn.{name}_proj").T).reshape(len(ids), -1, size) for name in "qkv")
        query, key = rotate(query, angles), rotate(key, angles)
        key, value = (numpy.repeat(part, heads // shared, 1) for part in (key, value))
        scores = numpy.einsum("qhd,khd->hqk", query, key) / numpy.sqrt(size) + mask
        attention = numpy.exp(scores - scores.max(-1, keepdims=True))
        attention /= attention.sum(-1, keepdims=True)
        hidden = hidden + numpy.einsum("hqk,khd->qhd", attention, value).reshape(len(ids), -1) @ of("self_attn.o_proj").T
        x = norm(hidden, of("post_attention_layernorm"), config["rms_norm_eps"])
        gate = x @ of("mlp.gate_proj").T
        hidden = hidden + (gate / (1 + numpy.exp(-gate)) * (x @ of("mlp.up_proj").T)) @ of("mlp.down_proj").T
    head = w["model.embed_tokens.weight"] if config["tie_word_embeddings"] else w["lm_head.weight"]
    logits = norm(hidden, w["model.norm.weight"], config["rms_norm_eps"]) @ head.T
    return logits - logits.max(-1, keepdims=True) - numpy.log(numpy.exp(logits - logits.max(-1, keepdims=True)).sum(-1, keepdims=True))


def tokens(tokenizer, text, end):
    """With the begin token that the tokenizer adds, without the end token that it adds."""
    ids = tokenizer.encode(text).ids
    plain = tokenizer.encode(text, add_special_tokens=False).ids
    return ids[:-1] if end and ids[-1] == end and ids != plain else ids


def shared(first, second):
    same = 0
    while same < min(len(first), len(second)) and first[same] == second[same]:
        same += 1
    return same


def record(folder, prompt, completion):
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    adds = tokenizer.encode("a").ids[-1]
    end = adds if adds == json.loads((folder / "config.json").read_text())["eos_token_id"] else None
    own, joined = tokens(tokenizer, prompt, end), tokens(tokenizer, prompt + completion, end)
    cut = shared(own, joined)
    if prompt.rstrip() == prompt[:-1] and cut < len(own):
        assert cut == len(tokens(tokenizer, prompt.rstrip(), end)), (prompt, completion)
    logs = log_probabilities(folder, joined)
    sums = sum(logs[at - 1][joined[at]] for at in range(cut, len(joined)))
    return {"prompt": prompt, "completion": completion, "promptIds": own, "joinedIds": joined, "promptTokens": cut, "sum": round(float(sums), 6)}


def main(folder):
    assert tokenizers.__version__ == TOKENIZERS, f"tokenizers {TOKENIZERS} is needed, {tokenizers.__version__} is here"
    result = {"tokenizers": TOKENIZERS, "models": {}}
    for name, pairs in PAIRS.items():
        result["models"][name] = [record(folder / name, *pair) for pair in pairs]
    (folder / "record.json").write_text(json.dumps(result, indent=1) + "\n")


main(pathlib.Path(sys.argv[1]))
