#!/bin/sh
# Teaches nano all that its thinker understands, together; run from the root of the source.
#
#     bundles/nano/teach.sh OUT FONTS [PARTS [MINUTES]]      9 parts of 150 minutes unless told
#
# Begins with the embedded checkpoint, and each part with the one before; each has its own rise
# and fall of the rate. It is measured by bundles/nano/goals.json, and what is far from its goals
# has more turns in the next. Goes on with what is there in OUT, and ends when all goals are met.
# Needs espeak-ng and flite.

set -eu

[ $# -ge 2 ] || {
    sed -n '2,9s/^# \{0,1\}//p' "$0"
    exit 2
}
out=$1
fonts=$2
parts=${3:-9}
minutes=${4:-150}
tasks=copy,read,look,receipt,table,chart,watch,hear,screen,act,prompt
turns=copy=2,read=5,look=2,receipt=4,table=1,chart=5,watch=3,hear=3,screen=3,act=6,prompt=2

if [ ! -e "$out/0/config.json" ]; then
    mkdir -p "$out"
    rm -rf "$out/0.part"
    cp -r bundles/nano/src/main/resources/nano "$out/0.part"
    mv "$out/0.part" "$out/0"
fi

part=1
while [ "$part" -le "$parts" ]; do
    folder=$out/$part
    before=$out/$((part - 1))
    report=$out/$part.txt
    if [ -e "$before.txt" ]; then
        turns=$(sed -n 's/^Turns .*--turns //p' "$before.txt")
        [ -n "$turns" ] || exit 0 # all goals are met
    fi
    if [ ! -e "$report" ]; then
        if [ -e "$folder/training.safetensors" ]; then
            set -- --resume
        elif [ "$part" -eq 1 ]; then
            set -- --from "$before" --fresh # some of it is new
        else
            set -- --from "$before"
        fi
        ./mingle train --task "$tasks" --turns "$turns" --out "$folder" "$@" \
            --minutes "$minutes" --fonts "$fonts"
        # It fails where floors are missed, which they are at first.
        ./mingle train --evaluate --task "$tasks" --model "$folder" --fonts "$fonts" \
            --seed 2026 --count 200 --goals bundles/nano/goals.json >"$report.part" ||
            grep -q '^Floors met' "$report.part"
        mv "$report.part" "$report"
        cat "$report"
    fi
    part=$((part + 1))
done
