"""Logits of model files, by PyTorch's own layers: python3 logits.py FEATURES MODEL…

FEATURES are float32, little-endian, (frames, size). Prints the logits of one model a line. Reads the files by the
description of safetensors, with NumPy alone, so that the package safetensors need not be there. Exit code 77: no PyTorch.
"""
import json
import sys

try:
    import numpy
    import torch
except ImportError:
    sys.exit(77)


def part(tensors, prefix):
    return {name[len(prefix) + 1:]: value for name, value in tensors.items() if name.startswith(prefix + ".")}


def logits(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = numpy.frombuffer(data[begin:end], "<f4").reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values.copy())

    classes, hidden = tensors["classifier.weight"].shape
    size = tensors["standardizer.mean"].shape[0]
    lstm = torch.nn.LSTM(size, hidden, batch_first=True)
    norm = torch.nn.BatchNorm1d(hidden)
    classifier = torch.nn.Linear(hidden, classes)
    lstm.load_state_dict(part(tensors, "lstm"))
    norm.load_state_dict(part(tensors, "norm"))
    classifier.load_state_dict(part(tensors, "classifier"))
    norm.eval()

    features = torch.from_numpy(numpy.fromfile(sys.argv[1], "<f4").reshape(-1, size))
    features = (features - tensors["standardizer.mean"]) / tensors["standardizer.standard_deviation"]
    states = lstm(features[None])[0][0]
    pooling = metadata["model"].rsplit("-", 1)[1]
    if pooling == "final":
        context = states[-1]
    elif pooling == "mean":
        context = states.mean(0)
    else:
        scores = (states @ tensors["attention.vectors"].T).max(1).values
        context = torch.softmax(scores, 0) @ states
    return classifier(norm(context[None]))[0]


with torch.no_grad():
    for model in sys.argv[2:]:
        print(*(repr(float(logit)) for logit in logits(model)))
