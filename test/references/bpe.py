"""Byte-pair encoding as Hugging Face's tokenizers does it, and as the source does it: makes bpe.json.

    /usr/bin/python3 -m venv /tmp/tokvenv && /tmp/tokvenv/bin/pip install tokenizers==0.22.2
    /tmp/tokvenv/bin/python test/references/bpe.py
"""
import json
import pathlib
import re
from collections import Counter, defaultdict

import tokenizers
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

assert tokenizers.__version__ == "0.22.2", tokenizers.__version__

ROOT = pathlib.Path(__file__).parents[2]
SPECIAL = ["<pad>", "<unk>", "<s>", "</s>"]
HEAD = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+"
TAIL = r"| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
PATTERNS = {"merged": HEAD + r"| ?\p{N}+" + TAIL, "digits": HEAD + r"|\p{N}" + TAIL}


def byte_level_bpe(corpus: list[str], vocabulary: int, pattern: str) -> Tokenizer:
    """A byte-level BPE tokenizer, trained on some texts."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(pattern), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(corpus, trainer)
    return tokenizer


def character_bpe(corpus: list[str], vocabulary: int, pattern: str) -> Tokenizer:
    """The same over the characters of the corpus; others are unknown."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(pattern), behavior="isolated")
    tokenizer.decoder = decoders.Fuse()
    trainer = trainers.BpeTrainer(vocab_size=vocabulary, special_tokens=SPECIAL, show_progress=False)
    tokenizer.train_from_iterator(corpus, trainer)
    return tokenizer


def case(alphabet: str, numbers: str, corpus: str, vocabulary: int, held_out: list[str]) -> dict:
    make = {"bytes": byte_level_bpe, "characters": character_bpe}[alphabet]
    tokenizer = make([corpus], vocabulary, PATTERNS[numbers])
    vocab = tokenizer.get_vocab()
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    return {
        "alphabet": alphabet,
        "numbers": numbers,
        "vocabulary": vocabulary,
        "size": tokenizer.get_vocab_size(),
        "merges": [[vocab[left], vocab[right], vocab[left + right]] for left, right in merges],
        "ids": [tokenizer.encode(text).ids for text in held_out],
        "decoded": [tokenizer.decode(tokenizer.encode(text).ids) for text in held_out],
    }


class SourceTokenizer:
    """The source's BPETokenizer, statement by statement; only its printing is left out."""

    def __init__(self, vocab_size: int):
        self.vocab_size = vocab_size
        self.vocab = {}
        self.merges = []
        self.special_tokens = {"<pad>": 0, "<unk>": 1, "<s>": 2, "</s>": 3}

    def get_word_freqs(self, texts):
        word_freqs = Counter()
        for text in texts:
            for word in text.lower().split():
                word = re.sub(r"[^\w]", "", word)
                if word:
                    word_freqs[word] += 1
        return dict(word_freqs)

    def get_pairs(self, word_freqs):
        pairs = defaultdict(int)
        for word, freq in word_freqs.items():
            symbols = list(word)
            for i in range(len(symbols) - 1):
                pairs[(symbols[i], symbols[i + 1])] += freq
        return dict(pairs)

    def merge_vocab(self, pair, word_freqs):
        new_word_freqs = {}
        bigram = "".join(pair)
        for word, freq in word_freqs.items():
            new_word = word.replace("".join(pair), bigram)
            new_word_freqs[new_word] = freq
        return new_word_freqs

    def train(self, texts):
        word_freqs = self.get_word_freqs(texts)
        vocab = set()
        for word in word_freqs.keys():
            vocab.update(list(word))
        vocab.update(self.special_tokens.keys())
        for _ in range(self.vocab_size - len(vocab)):
            pairs = self.get_pairs(word_freqs)
            if not pairs:
                break
            best_pair = max(pairs, key=pairs.get)
            word_freqs = self.merge_vocab(best_pair, word_freqs)
            vocab.add("".join(best_pair))
            self.merges.append(best_pair)
        self.vocab = {token: i for i, token in enumerate(sorted(vocab))}

    def encode(self, text):
        tokens = []
        for word in text.lower().split():
            word = re.sub(r"[^\w]", "", word)
            if word in self.vocab:
                tokens.append(self.vocab[word])
            else:
                for char in word:
                    tokens.append(self.vocab[char] if char in self.vocab else self.vocab["<unk>"])
        return tokens

    def decode(self, token_ids):
        id_to_token = {v: k for k, v in self.vocab.items()}
        return " ".join(id_to_token.get(token_id, "<unk>") for token_id in token_ids)


def source_case(texts: list[str], vocabulary: int, tests: list[str]) -> dict:
    tokenizer = SourceTokenizer(vocabulary)
    tokenizer.train(texts)
    ids = [tokenizer.encode(text) for text in tests]
    return {
        "texts": texts,
        "vocabulary": vocabulary,
        "merges": len(tokenizer.merges),
        "pairs": sorted(set(tokenizer.merges)),
        "vocab": tokenizer.vocab,
        "tests": tests,
        "ids": ids,
        "decoded": [tokenizer.decode(each) for each in ids],
    }


if __name__ == "__main__":
    examples = ROOT / "sim/examples"
    sentences = [
        f"{each['context']} {each['continuation']}"
        for each in json.loads((examples / "pretraining-sequences.json").read_text())
    ]
    pairs = json.loads((examples / "preference-pairs.json").read_text())
    corpus = "\n".join(sentences)
    held_out = [each[side] for each in pairs[:10] for side in ("chosen", "rejected")] + [
        "hydrochlorothiazide 12.5 mg, .5 mg/kg, 0.50 mg;  two  spaces \n\n and\tlines ",
        "100 µg of левотироксин 💊 – naïve café, 甲状腺 ½",
        "aaaa aaa aa IN'S it's we'll",
        "",
    ]
    fox = [
        "The quick brown fox jumps over the lazy dog",
        "Machine learning is a subset of artificial intelligence",
        "Natural language processing enables computers to understand human language",
    ]
    repeats = "aaaa aaaa aaa aa abab ababab abcabc bcbc\n" * 3 + "aaaaaaa ababa"
    cases = {
        "tokenizers": tokenizers.__version__,
        "corpora": {"sentences": corpus, "fox": "\n".join(fox), "repeats": repeats},
        "heldOut": held_out,
        "cases": [
            {"corpus": name, **case(alphabet, numbers, text, vocabulary, held_out)}
            for name, text, vocabulary in [
                ("sentences", corpus, 400),
                ("sentences", corpus, 2000),
                ("fox", "\n".join(fox), 1000),
                ("repeats", repeats, 1000),
            ]
            for alphabet in ("bytes", "characters")
            for numbers in ("merged", "digits")
        ],
        "source": [
            source_case(fox, 1000, ["The fox jumps", "in", "Learning Zyrtec 10 mg!"]),
            source_case(["Metoprolol, metformin; metformin_XR 500 mg.", "ÄÖ Äö 12.5 in in"], 60, ["metformin 5", "öäß"]),
            source_case(["a b c", "d"], 20, ["a d e"]),
            source_case(sentences, 200, held_out[:4]),
        ],
    }
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(cases, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(path, path.stat().st_size)
