#!/bin/sh
# Makes every file of this folder again; needs python3, flac, metaflac and ffmpeg.
set -e
cd "$(dirname "$0")"
python3 make.py
encode() { out=$1; shift; flac --silent --force --no-padding --blocksize=576 -o "$out" "$@"; }
for name in mono-8 mono-16 mono-24 stereo-16 right-16 stereo-24 silence-16 noise-16 wasted-16; do
    encode $name.flac $name.wav
done
encode six-16.flac --channel-map=none six-16.wav
encode mono-16-fixed.flac -0 mono-16.wav
encode mono-16-order-32.flac -8 -e -p --lax -l 32 mono-16.wav
encode mono-16-tagged.flac -T TITLE=synthetic --seekpoint=10x --padding=100 mono-16.wav
encode stereo-16-mid.flac --adaptive-mid-side -l 0 stereo-16.wav
# Neither length nor MD5 are known when the encoder reads and writes pipes.
tail -c +45 mono-16.wav | flac --silent --no-padding --blocksize=576 --force-raw-format --endian=little \
    --sign=signed --channels=1 --bps=16 --sample-rate=48000 - | cat > mono-16-pipe.flac
ffmpeg -v error -y -i stereo-16.wav -frame_size 1152 -c:a flac -map_metadata -1 stereo-16-ffmpeg.flac
metaflac --remove-all --dont-use-padding stereo-16-ffmpeg.flac
