#compdef variorum
# Completion of variorum for zsh, printed by `variorum completion zsh`. To have it in every shell:
#   variorum completion zsh > ~/.zfunc/_variorum     (with fpath+=~/.zfunc before compinit in ~/.zshrc)

# _variorum_values KIND: offer the values of one kind; those of the library are asked for.
_variorum_values() {
    local -a found
    case $1 in
        DIR) _files -/ ;;
        FILE | 'URL|FILE') _files ;;
        ID | NOTE | TAG | KIND | QUERY)
            found=(${(f)"$($words[1] $global completion $asked[$1] 2> /dev/null)"})
            compadd -a found ;;
        *'|'*)
            found=(${(s:|:)1})
            compadd -a found ;;
    esac
}

_variorum() {
    local path_= word key kind= free=
    local -a global offered
    local -A asked takes flags verbs places
    asked=(ID articles NOTE notes TAG tags KIND kinds QUERY terms)
    takes=(
@TAKES@
    )
    flags=(
@FLAGS@
    )
    verbs=(
@VERBS@
    )
    places=(
@PLACES@
    )
    for word in "${(@)words[2,CURRENT-1]}"; do
        if [[ -n $kind ]]; then
            [[ -z $path_ ]] && global+=($word)
            kind=
        elif [[ $word == -* && -z $free ]]; then
            [[ $word == -- ]] && free=1
            key="$path_ $word"
            kind="$takes[$key]"
            [[ -z $path_ && -n $kind ]] && global+=($word)
        elif [[ $'\n'"$verbs[$path_ ]" == *$'\n'"$word":* ]]; then
            path_=${path_:+$path_ }$word
        fi
    done
    if [[ -n $kind ]]; then
        _variorum_values $kind
    elif [[ $words[CURRENT] == -* && -z $free ]]; then
        offered=(${(f)flags[$path_ ]})
        _describe -o option offered
    else
        offered=(${(f)verbs[$path_ ]})
        (( $#offered )) && _describe command offered
        _variorum_values "$places[$path_ ]"
    fi
}

if [[ $funcstack[1] == _variorum ]]; then
    _variorum "$@"
else
    compdef _variorum variorum
fi
