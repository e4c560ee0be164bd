#!/bin/sh
# Teaches a model to hear, or to speak; run from the root of the source.
#
#     bundles/trainer/speech/teach.sh hear  OUT [MINUTES]          90 unless told
#     bundles/trainer/speech/teach.sh speak OUT MODEL [MINUTES]    105 unless told, in four parts
#
# Goes on with what is there in OUT. Needs espeak-ng and flite.

set -eu

for program in espeak-ng flite; do
    command -v "$program" >/dev/null || {
        echo "teach.sh: $program is missing. Install it: apt-get install espeak-ng flite" >&2
        exit 1
    }
done

# Trains tasks into a folder; what is complete is left as it is.
part() { # folder minutes task from
    [ -e "$1/complete" ] && return
    if [ -e "$1/training.safetensors" ]; then
        ./mingle train --task "$3" --out "$1" --minutes "$2" --resume
    elif [ -n "$4" ]; then
        ./mingle train --task "$3" --out "$1" --minutes "$2" --from "$4"
    else
        ./mingle train --task "$3" --out "$1" --minutes "$2"
    fi
    touch "$1/complete"
}

case ${1:-} in
hear)
    part "$2" "${3:-90}" hear ""
    ./mingle train --evaluate --task hear --model "$2" --seed 2026 --count 200
    ;;
speak)
    all=${4:-105}
    part "$2/1-codes" $((all * 11 / 100)) codes "$3"
    part "$2/2-vocoder" $((all * 34 / 100)) vocoder "$2/1-codes"
    part "$2/3-flow" $((all * 25 / 100)) flow "$2/2-vocoder"
    part "$2/4-talker" $((all * 30 / 100)) speak "$2/3-flow"
    rm -rf "$2/kept" # of an evaluation before, beside which another cannot be kept
    ./mingle train --evaluate --task speak --model "$2/4-talker" --seed 2026 --count 200 \
        --keep "$2/kept"
    ;;
*)
    sed -n '2,7s/^# \{0,1\}//p' "$0"
    exit 2
    ;;
esac
