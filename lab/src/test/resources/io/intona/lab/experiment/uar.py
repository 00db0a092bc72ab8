"""Recomputes the figures of records from their predictions: one line a file."""
import json
import sys

try:
    from sklearn.metrics import balanced_accuracy_score, confusion_matrix
except ImportError:
    sys.exit(77)

for path in sys.argv[1:]:
    with open(path) as file:
        record = json.load(file)
    true = [clip["true"] for clip in record["predictions"]]
    predicted = [clip["predicted"] for clip in record["predictions"]]
    matrix = confusion_matrix(true, predicted, labels=record["labels"]).tolist()
    best = [
        record["labels"][clip["probabilities"].index(max(clip["probabilities"]))] for clip in record["predictions"]
    ]
    print(
        balanced_accuracy_score(true, predicted) == record["uar"],
        matrix == record["confusion"],
        best == predicted,
    )
