"""The source's DataCollector, its clean_text and quality_filter verbatim, and Python's difflib, as a reference.

Any Python 3 will do; made with 3.11:  python3 test/references/data_collector.py
"""
import json
import pathlib
import random
import re
from difflib import SequenceMatcher

HERE = pathlib.Path(__file__).parent
EXAMPLES = HERE.parent.parent / "sim" / "examples"


class DataCollector:
    def __init__(self):
        self.quality_filters = {
            'min_length': 100,
            'max_length': 100000,
            'min_words': 20,
            'language_threshold': 0.8
        }

    def clean_text(self, text: str) -> str:
        text = re.sub(r'\s+', ' ', text)
        text = re.sub(r'<[^>]+>', '', text)
        text = text.replace('â€™', "'")
        text = text.replace('â€œ', '"')
        text = text.replace('â€', '"')
        text = re.sub(r'http[s]?://(?:[a-zA-Z]|[0-9]|[$-_@.&+]|[!*\\(\\),]|(?:%[0-9a-fA-F][0-9a-fA-F]))+', '', text)
        return text.strip()

    def quality_filter(self, text: str) -> bool:
        if len(text) < self.quality_filters['min_length']:
            return False
        if len(text) > self.quality_filters['max_length']:
            return False
        words = text.split()
        if len(words) < self.quality_filters['min_words']:
            return False
        english_chars = sum(1 for c in text.lower() if 'a' <= c <= 'z')
        total_chars = len([c for c in text if c.isalpha()])
        if total_chars > 0 and english_chars / total_chars < self.quality_filters['language_threshold']:
            return False
        if text.count('...') > 10:
            return False
        if text.lower().count('cookie') > 5:
            return False
        return True


def collected(text: str) -> dict:
    collector = DataCollector()
    clean = collector.clean_text(text)
    return {"text": text, "clean": clean, "kept": collector.quality_filter(clean), "words": len(clean.split())}


def edited(text: str, edits: int, rng: random.Random) -> str:
    """So many letters replaced, dropped or doubled."""
    letters = list(text)
    for _ in range(edits):
        at = rng.randrange(len(letters))
        letters[at] = rng.choice(["", letters[at] * 2, rng.choice("abcdefgh -")])
    return "".join(letters)


def ratio_case(a: str, b: str) -> dict:
    ratio = lambda autojunk: SequenceMatcher(None, a, b, autojunk=autojunk).ratio()
    return {"a": a, "b": b, "ratio": ratio(True), "withoutAutojunk": ratio(False)}


if __name__ == "__main__":
    rng = random.Random(7)
    files = ["raw-documents.json", "source-samples.json"]
    texts = [d["text"] for f in files for d in json.loads((EXAMPLES / f).read_text(encoding="utf-8"))]
    nasty = [
        "if eGFR <30 avoid; if >60 ok",
        "see https://x.org/a#renal, (https://y.org/~b) and http://z.org/<b>Stop</b> now.",
        "â€œtake 5â€“10 mg of it at oneâ€ ... 100 Âµg &amp; more  \t\n here",
        "a < b and c > d <!-- note --> <br/>done",
        "cookie " * 30,
        "ein zwei " * 20,
        "и " * 60,
        "... " * 60,
        "12 34 " * 30,
    ]
    long = " ".join(texts[:3])
    pairs = [(a, b) for a in texts[:7] for b in texts[3:9]] + [("", ""), ("a", ""), ("", "abc"), ("abcd", "bcde")]
    pairs += [(t, edited(t, n, rng)) for t in [*texts[:6], long] for n in (1, 5, 20, 60)]
    pairs += [("".join(rng.choices("ab ", k=n)), "".join(rng.choices("ab ", k=n))) for n in (3, 10, 40, 199, 200, 260)]
    out = {"collected": [collected(t) for t in texts + nasty], "ratios": [ratio_case(a, b) for a, b in pairs]}
    target = HERE / "data_collector.json"
    target.write_text(json.dumps(out, ensure_ascii=False) + "\n", encoding="utf-8")
    print(target, len(out["collected"]), "texts,", len(out["ratios"]), "pairs;", sum(c["kept"] for c in out["collected"]), "kept")
