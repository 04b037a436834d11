# Completion of variorum for fish, printed by `variorum completion fish`. To have it in every shell:
#   variorum completion fish > ~/.config/fish/completions/variorum.fish

set -g __variorum_verbs \
@VERBS@
set -g __variorum_takes \
@TAKES@

# Print the command named so far, as in "notes add".
function __variorum_path
    set -l path
    set -l taking 0
    for word in (commandline -opc)[2..-1]
        if test $taking = 1
            set taking 0
        else if contains -- "$path $word" $__variorum_takes
            set taking 1
        else if contains -- (string trim "$path $word") $__variorum_verbs
            set path (string trim "$path $word")
        end
    end
    echo $path
end

# Whether the command named so far is this one.
function __variorum_at
    test (__variorum_path) = "$argv"
end

# Print values the library at hand has, with the library and configuration named so far.
function __variorum_ask
    set -l words (commandline -opc)
    set -l named
    for at in (seq 2 (count $words))
        contains -- $words[$at] --library --config
        and set -a named $words[$at] $words[(math $at + 1)]
    end
    $words[1] $named completion $argv 2>/dev/null
end

@COMPLETE@
