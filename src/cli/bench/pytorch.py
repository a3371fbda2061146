"""Training steps per second of the same transformer in PyTorch, on one thread.

    python3 pytorch.py V T D L H B SECONDS
    python3 pytorch.py --blas        the library behind its matrix products
"""
import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def rms_norm(x):
    return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-5)


def main(V, T, D, L, H, B, seconds):
    V, T, D, L, H, B = map(int, (V, T, D, L, H, B))
    p = lambda *shape: torch.randn(*shape).mul(shape[0] ** -0.5).requires_grad_()
    tokens, positions, head = p(V, D), p(T, D), p(D, V)
    layers = [(p(D, 3 * D), p(D, D), p(D, 4 * D), p(4 * D, D)) for _ in range(L)]
    parameters = [tokens, positions, head, *(w for layer in layers for w in layer)]
    optimiser = torch.optim.AdamW(parameters, lr=1e-3, betas=(0.9, 0.995), weight_decay=0)
    mask = torch.full((T, T), float("-inf")).triu(1)
    ids, targets = torch.randint(V, (B, T)), torch.randint(V, (B * T,))
    heads = lambda t: t.view(B, T, H, D // H).transpose(1, 2)

    def step():
        optimiser.zero_grad()
        x = tokens[ids] + positions
        for qkv, out, up, down in layers:
            q, k, v = map(heads, (rms_norm(x) @ qkv).chunk(3, -1))
            weights = (q @ k.transpose(-1, -2) * (D // H) ** -0.5 + mask).softmax(-1)
            x = x + (weights @ v).transpose(1, 2).reshape(B, T, D) @ out
            x = x + F.relu(rms_norm(x) @ up).square() @ down
        F.cross_entropy((rms_norm(x) @ head).view(-1, V), targets).backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1)
        optimiser.step()

    for _ in range(5):
        step()
    steps, start = 0, time.perf_counter()
    while time.perf_counter() - start < float(seconds):
        step()
        steps += 1
    print(steps / (time.perf_counter() - start))


def blas():
    torch.rand(64, 64) @ torch.rand(64, 64)
    with open("/proc/self/maps") as maps:
        print("openblas" if "openblas" in maps.read() or torch.backends.mkl.is_available() else "reference")


if __name__ == "__main__":
    blas() if sys.argv[1] == "--blas" else main(*sys.argv[1:])
