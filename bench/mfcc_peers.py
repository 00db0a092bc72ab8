"""MFCC of one clip by torchaudio and by librosa's arithmetic in NumPy, one thread each.

usage: mfcc_peers.py SAMPLES.f32 FEATURES.f32   (raw little-endian float32; 48 kHz; frames × 34 to compare with)
prints: NAME MILLISECONDS LARGEST-DIFFERENCE, a line each; ends with 77 where a package is missing.
"""
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
try:
    import numpy as np
    import torch
    import torchaudio
except ImportError as missing:
    print(missing)
    sys.exit(77)

RATE, FRAME, HOP, MELS, COEFFICIENTS = 48000, 1024, 512, 128, 34
torch.set_num_threads(1)
samples = np.fromfile(sys.argv[1], dtype="<f4")
expected = np.fromfile(sys.argv[2], dtype="<f4").reshape(-1, COEFFICIENTS)


def median_ms(function, repetitions=60):
    times = []
    for _ in range(repetitions):
        begun = time.perf_counter()
        function()
        times.append(time.perf_counter() - begun)
    return 1e3 * sorted(times[repetitions // 3:])[(repetitions - repetitions // 3) // 2]


transform = torchaudio.transforms.MFCC(
    sample_rate=RATE, n_mfcc=COEFFICIENTS, dct_type=2, norm="ortho", log_mels=False,
    melkwargs=dict(n_fft=FRAME, hop_length=HOP, n_mels=MELS, center=True, pad_mode="constant", power=2.0,
                   norm="slaney", mel_scale="slaney"))
waveform = torch.from_numpy(samples)
with torch.no_grad():
    theirs = transform(waveform).numpy().T
    print("torchaudio", median_ms(lambda: transform(waveform)), np.abs(theirs - expected).max())


def mel_of(hz):
    return hz * 3 / 200 if hz < 1000 else 15 + 27 * np.log(hz / 1000) / np.log(6.4)


mels = np.linspace(0, mel_of(RATE / 2), MELS + 2)
edges = np.where(mels < 15, mels * 200 / 3, 1000 * np.exp((mels - 15) * np.log(6.4) / 27))
bins = np.fft.rfftfreq(FRAME, 1 / RATE)
rise = (bins - edges[:-2, None]) / np.diff(edges)[:-1, None]
fall = (edges[2:, None] - bins) / np.diff(edges)[1:, None]
filters = (np.maximum(0, np.minimum(rise, fall)) * (2 / (edges[2:] - edges[:-2]))[:, None]).astype(np.float32)
window = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME) / FRAME)).astype(np.float32)
k, m = np.arange(COEFFICIENTS)[:, None], np.arange(MELS)[None, :]
cosines = (np.sqrt(np.where(k == 0, 1.0, 2.0) / MELS) * np.cos(np.pi * k * (2 * m + 1) / (2 * MELS))).astype(np.float32)


def librosa_arithmetic():
    padded = np.pad(samples, FRAME // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, FRAME)[::HOP]
    spectrum = np.fft.rfft(frames * window)
    power = (spectrum.real ** 2 + spectrum.imag ** 2).astype(np.float32)
    decibels = 10 * np.log10(np.maximum(1e-10, power @ filters.T))
    return np.maximum(decibels, decibels.max() - 80) @ cosines.T


print("librosa-arithmetic", median_ms(librosa_arithmetic), np.abs(librosa_arithmetic() - expected).max())
