"""Writes pairs of Korean sentences with a score (KorSTS) in English, where both stand among translations.

    python models/training/translate_pairs.py korsts.train.jsonl.gz ko-en.jsonl.gz > korsts-en.jsonl

People scored the likeness of the English sentences first; KorSTS is their translation, so the scores hold for both. The
pairs are {"a", "b", "score"}, the translations {"ko", "en"}, JSON Lines, plain or .gz.
"""

import argparse

import rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", help="Korean pairs with `a`, `b` and `score`")
    parser.add_argument("translations", help="sentences with `ko` and `en`")
    options = parser.parse_args()
    english = {}
    for row in rows.read(options.translations):
        english.setdefault(row["ko"].strip(), row["en"].strip())
    for pair in rows.read(options.pairs):
        sides = [english.get(pair[side].strip()) for side in ("a", "b")]
        if all(sides):
            rows.write({"a": sides[0], "b": sides[1], "score": pair["score"]})


if __name__ == "__main__":
    main()
