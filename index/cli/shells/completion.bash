# Completion of variorum for bash 4.2 and newer, printed by `variorum completion bash`. To have it in every shell:
#   variorum completion bash > ~/.local/share/bash-completion/completions/variorum

declare -gA _variorum_asked=([ID]=articles [NOTE]=notes [TAG]=tags [KIND]=kinds [QUERY]=terms)
declare -gA _variorum_takes=(
@TAKES@
)
declare -gA _variorum_flags=(
@FLAGS@
)
declare -gA _variorum_verbs=(
@VERBS@
)
declare -gA _variorum_places=(
@PLACES@
)

# _variorum_offer WORD...: offer those of the words that begin with what stands at the cursor.
_variorum_offer() {
    local word
    for word; do
        if [[ $word == "$cur"* ]]; then COMPREPLY+=("$word"); fi
    done
}

# _variorum_values KIND: offer the values of one kind; those of the library are asked for.
_variorum_values() {
    local word quoted IFS=$'\n' plain=${cur//[\'\"\\]/}
    case $1 in
        DIR) compopt -o filenames 2> /dev/null; COMPREPLY+=($(compgen -d -- "$cur")) ;;
        FILE | 'URL|FILE') compopt -o filenames 2> /dev/null; COMPREPLY+=($(compgen -f -- "$cur")) ;;
        ID | NOTE | TAG | KIND | QUERY)
            while read -r word; do
                if [[ ${word//\"/} == "$plain"* ]]; then
                    printf -v quoted %q "$word"
                    COMPREPLY+=("$quoted")
                fi
            done < <("${COMP_WORDS[0]}" "${global[@]}" completion "${_variorum_asked[$1]}" 2> /dev/null) ;;
        *'|'*) IFS='|'; _variorum_offer $1 ;;
    esac
}

_variorum() {
    local cur path='' word takes='' i free='' last=''
    local -a global=() words=()
    COMPREPLY=()
    # Bash parts words at colons: what stands between two blanks is put together again.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        if [[ $i -gt 0 && ( ${COMP_WORDS[i]} == :* || $last == *: ) && $COMP_LINE == *"$last${COMP_WORDS[i]}"* ]]; then
            words[-1]+=${COMP_WORDS[i]}
        else
            words+=("${COMP_WORDS[i]}")
        fi
        last=${words[-1]}
    done
    cur=${words[-1]}
    for word in "${words[@]:1:${#words[@]}-2}"; do
        if [[ $takes ]]; then
            if [[ ! $path ]]; then global+=("$word"); fi
            takes=''
        elif [[ $word == -* && ! $free ]]; then
            if [[ $word == -- ]]; then free=1; fi
            takes=${_variorum_takes["$path $word"]}
            if [[ ! $path && $takes ]]; then global+=("$word"); fi
        elif [[ " ${_variorum_verbs["$path "]} " == *" $word "* ]]; then
            path=${path:+$path }$word
        fi
    done
    if [[ $takes ]]; then
        _variorum_values "$takes"
    elif [[ $cur == -* && ! $free ]]; then
        _variorum_offer ${_variorum_flags["$path "]}
    else
        _variorum_offer ${_variorum_verbs["$path "]}
        _variorum_values "${_variorum_places["$path "]}"
    fi
    # What stands before the last colon stands there already.
    if [[ $cur == *:* && $COMP_WORDBREAKS == *:* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${cur%"${cur##*:}"}"}")
    fi
}
complete -F _variorum variorum
