"""Draws rated reviews (Naver movie reviews, CC0) as sentences with a sentiment, for the encoder to learn informal Korean by.

    python models/training/draw_reviews.py reviews-rated.jsonl.gz > reviews.jsonl
    python models/training/draw_reviews.py reviews-rated.jsonl.gz --leave held-out.jsonl > reviews.jsonl

Takes every third review of 1 to 4 stars out of ten, every ninth of 9 or 10 and every eighteenth of the others, in the
order of the file: some 70,000. Each becomes {"text", "lang": "ko", "sentiment"}; 1-2 stars are -2, 3-4 are -1, 5-7 are
0, 8 is 1, 9-10 are 2. Sentences that stand in a file of --leave are left out.
"""

import argparse

import rows

SENTIMENT = {1: -2, 2: -2, 3: -1, 4: -1, 5: 0, 6: 0, 7: 0, 8: 1, 9: 2, 10: 2}
EVERY = {-2: 3, -1: 3, 0: 18, 1: 18, 2: 9}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reviews", help="reviews with `text` and `rating`, JSON Lines, plain or .gz")
    parser.add_argument("--leave", action="append", default=[], help="sentences to leave out, likewise")
    options = parser.parse_args()
    left = {row["text"].strip() for path in options.leave for row in rows.read(path)}
    seen = dict.fromkeys(EVERY, 0)
    for row in rows.read(options.reviews):
        text, sentiment = row["text"].strip(), SENTIMENT[row["rating"]]
        if not text or text in left:
            continue
        seen[sentiment] += 1
        if seen[sentiment] % EVERY[sentiment] == 0:
            rows.write({"text": text, "lang": "ko", "sentiment": sentiment})


if __name__ == "__main__":
    main()
