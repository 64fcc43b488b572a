"""Records what transformers 4.53.3 on PyTorch 2.7.1 (CPU) computes for small random checkpoints of every supported shape.

usage: record_models.py FOLDER        (needs torch==2.7.1, transformers==4.53.3, safetensors)

Writes FOLDER/SHAPE/ as save_pretrained writes it, and FOLDER/record.json: token ids, logits at some positions, and greedy
continuations, computed in F32 from the stored weights.
"""

import json
import pathlib
import shutil
import sys

import torch
import transformers
from transformers import AutoModelForCausalLM, GenerationConfig, LlamaConfig, LlamaForCausalLM, Qwen2Config, Qwen2ForCausalLM

TORCH, TRANSFORMERS = "2.7.1", "4.53.3"
VOCABULARY, LENGTH, POSITIONS, DRAWN = 96, 48, [0, 15, 16, 40, 46, 47], 24
COMMON = {
    "vocab_size": VOCABULARY, "hidden_size": 32, "intermediate_size": 40, "num_hidden_layers": 2, "num_attention_heads": 4,
    "num_key_value_heads": 2, "max_position_embeddings": 128, "rms_norm_eps": 1e-5, "bos_token_id": 1, "eos_token_id": 2,
}
LLAMA3 = {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 16}

# name: (configuration class, model class, what differs, element type, most bytes of a shard)
SHAPES = {
    "llama2": (LlamaConfig, LlamaForCausalLM, {"num_key_value_heads": 4}, torch.float16, "20KB"),
    "llama3": (LlamaConfig, LlamaForCausalLM, {"num_key_value_heads": 1, "rope_theta": 500000.0, "rope_scaling": LLAMA3, "eos_token_id": [2, 5, 7]},
               torch.bfloat16, "5GB"),
    "smollm2": (LlamaConfig, LlamaForCausalLM, {"hidden_size": 36, "num_attention_heads": 9, "num_key_value_heads": 3, "rope_theta": 100000.0,
                                                "tie_word_embeddings": True}, torch.float32, "5GB"),
    "qwen2": (Qwen2Config, Qwen2ForCausalLM, {"rope_theta": 1000000.0, "rms_norm_eps": 1e-6, "tie_word_embeddings": True,
                                              "use_sliding_window": False, "sliding_window": 64}, torch.bfloat16, "5GB"),
    "qwen2-untied": (Qwen2Config, Qwen2ForCausalLM, {"tie_word_embeddings": False}, torch.float16, "15KB"),
    "attention-bias": (LlamaConfig, LlamaForCausalLM, {"attention_bias": True}, torch.bfloat16, "5GB"),
    "head-size": (LlamaConfig, LlamaForCausalLM, {"head_dim": 12}, torch.float32, "5GB"),
    "rope-linear": (LlamaConfig, LlamaForCausalLM, {"rope_scaling": {"rope_type": "linear", "factor": 3.0}}, torch.float16, "5GB"),
    "rope-dynamic": (LlamaConfig, LlamaForCausalLM, {"rope_scaling": {"type": "dynamic", "factor": 2.0}}, torch.bfloat16, "5GB"),
}


def fill(model, generator):
    """Weights that make every part count: transformers' own start has no biases and nearly equal logits."""
    for name, tensor in model.named_parameters():
        noise = torch.randn(tensor.shape, generator=generator)
        tensor.data = (1 + 0.1 * noise if "norm" in name else 0.2 * noise).contiguous()
    model.tie_weights()


def make(folder, shape, generator):
    configuration, kind, changes, dtype, shard = SHAPES[shape]
    model = kind(configuration(**(COMMON | changes)))
    fill(model, generator)
    model.generation_config = GenerationConfig(bos_token_id=1, eos_token_id=(COMMON | changes)["eos_token_id"], pad_token_id=0)
    model.to(dtype).save_pretrained(folder / shape, max_shard_size=shard)


def record(folder, shape, generator):
    model = AutoModelForCausalLM.from_pretrained(folder / shape, torch_dtype=torch.float32, attn_implementation="eager").eval()
    ids = torch.randint(3, VOCABULARY, (1, LENGTH), generator=generator)
    with torch.no_grad():
        logits = model(ids).logits[0]
        drawn = model.generate(ids[:, :20], attention_mask=torch.ones(1, 20), do_sample=False, max_new_tokens=DRAWN)[0, 20:]
    return {"ids": ids[0].tolist(), "positions": POSITIONS, "logits": [[round(x, 6) for x in logits[p].tolist()] for p in POSITIONS],
            "prompt": ids[0, :20].tolist(), "greedy": drawn.tolist()}


def main(folder):
    here = (torch.__version__.split("+")[0], transformers.__version__)
    assert here == (TORCH, TRANSFORMERS), f"torch {TORCH} and transformers {TRANSFORMERS} are needed, {here} are here"
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(20232)
    result = {"torch": TORCH, "transformers": TRANSFORMERS, "shapes": {}}
    for shape in SHAPES:
        shutil.rmtree(folder / shape, ignore_errors=True)
        make(folder, shape, generator)
        result["shapes"][shape] = record(folder, shape, generator)
    (folder / "record.json").write_text(json.dumps(result) + "\n")


main(pathlib.Path(sys.argv[1]))
