"""Writes the WAV files that make.sh turns into FLAC. Sines and noise from a seed."""
import math
import random
import wave


def signal(seed, count, full_scale, noise):
    r = random.Random(seed)
    return [
        max(-full_scale, min(full_scale - 1, round(full_scale * (
            0.5 * math.sin(2 * math.pi * 220 * i / 48000 + seed)
            + 0.2 * math.sin(2 * math.pi * 1430 * i / 48000)
            + 0.1 * math.sin(2 * math.pi * 5200 * i / 48000)
            + r.gauss(0, noise)))))
        for i in range(count)
    ]


def write(name, channels, width, rate=48000):
    with wave.open(name, "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(width)
        file.setframerate(rate)
        for frame in zip(*channels):
            for value in frame:
                bias, signed = (128, False) if width == 1 else (0, True)
                file.writeframesraw((value + bias).to_bytes(width, "little", signed=signed))


write("mono-8.wav", [signal(5, 2000, 128, 0.01)], 1, 8000)
write("mono-16.wav", [signal(1, 2000, 1 << 15, 0.0005)], 2)
write("mono-24.wav", [signal(2, 1000, 1 << 23, 0.1)], 3, 44100)
write("stereo-16.wav", [signal(1, 2000, 1 << 15, 0.01), signal(1, 2000, 1 << 15, 0.02)], 2)
write("right-16.wav", [signal(1, 2000, 1 << 15, 0.02), signal(1, 2000, 1 << 15, 0.01)], 2)
write("stereo-24.wav", [signal(3, 1000, 1 << 23, 0.001), signal(4, 1000, 1 << 23, 0.001)], 3, 96000)
write("six-16.wav", [signal(10 + c, 500, 1 << 15, 0.1) for c in range(6)], 2)
write("silence-16.wav", [[0] * 2000], 2)
r = random.Random(6)
write("noise-16.wav", [[r.randrange(-32768, 32768) for _ in range(1000)]], 2)
write("wasted-16.wav", [[v // 16 * 16 for v in signal(7, 2000, 1 << 15, 0.1)]], 2, 22050)
