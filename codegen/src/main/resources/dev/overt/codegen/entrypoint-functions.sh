# What the script of a container consists of, in POSIX sh. It gets the functions that it calls. Each
# gives its answer in `value`, and fails where it has none. They run in a subshell with LC_ALL=C and `set -f +eu`.

# trim TEXT: the text without spaces around it.
trim() {
  value=${1#"${1%%[![:space:]]*}"}
  value=${value%"${value##*[![:space:]]}"}
}

# truthy TEXT: whether it says anything but 0, false or nothing.
truthy() {
  trim "$1"
  case $value in '' | 0 | [Ff][Aa][Ll][Ss][Ee]) return 1 ;; esac
}

# look FILE: what it holds, and in found whether it is there: none, text, or doubt.
look() {
  found=doubt value='' folder=${1%/*}
  case $1 in /*) ;; *) return ;; esac
  if [ -e "$1" ] || [ -L "$1" ]; then
    [ -f "$1" ] && [ -r "$1" ] || return
    value=$(head -c 65537 "$1" | tr '\000' '\001')
    [ "${#value}" -gt 65536 ] || found=text
    return
  fi
  # It is certainly not there only where its folder could be looked into.
  until [ -e "$folder/." ]; do
    if [ -e "$folder" ] || [ -L "$folder" ]; then return; fi
    folder=${folder%/*}
  done
  found=none
}

# forbidden: whether the machine's administrator forbids it: names this product or `*`, or names none.
forbidden() {
  look /etc/overt/disabled
  [ "$found" != none ] || return 1
  value=$(printf '%s\n' "$value" | sed 's/#.*//; s/^[[:space:]]*//; s/[[:space:]]*$//; s/[[:space:]]/*/g; /^$/d')
  case " $(printf '%s' "$value" | tr '\n' ' ') " in
  '  ' | *[!A-Za-z0-9\ -]* | *' '@PRODUCT@' '*) return 0 ;;
  *) [ "$found" = doubt ] ;;
  esac
}

# version TEXT: all of a version.
version() {
  trim "$1"
  value=${value#v}
  case $value in '' | [!0-9]* | *[!0-9A-Za-z.+-]*) return 1 ;; esac
  [ "${#value}" -le 40 ]
}

# numbers COUNT TEXT: the first so many numbers of a version.
numbers() {
  trim "$2"
  rest=${value#v} value='' count=$1
  case $rest in '' | [!0-9]*) return 1 ;; esac
  [ "${#rest}" -le 40 ] || return
  while [ "$count" -gt 0 ]; do
    number=${rest%%[!0-9]*}
    value=$value${value:+.}${number:-0} rest=${rest#"$number"} count=$((count - 1))
    case $rest in .*) rest=${rest#.} ;; *) rest='' ;; esac
  done
}

# whole MIN MAX: the value as a whole number in that range.
whole() {
  trim "$value"
  rest=${value#-} sign=${value%"${value#-}"}
  case $rest in '' | *[!0-9]* | ???????????????????*) return 1 ;; esac
  while [ "${rest#0?}" != "$rest" ]; do rest=${rest#0}; done
  [ "$rest" != 0 ] || sign=''
  value=$sign$rest
  [ "$value" -ge "$1" ] && [ "$value" -le "$2" ]
}

# bucket LABEL [BOUND LABEL]...: the label of the range that the value falls into.
bucket() {
  whole 0 999999999999999999 || return
  label=$1
  shift
  while [ $# -gt 0 ] && [ "$value" -ge "$1" ]; do
    label=$2
    shift 2
  done
  value=$label
}

# known OTHERWISE WORD...: the value if it is one of the words, and what stands for any other.
known() {
  otherwise=$1
  shift
  for word; do [ "$value" != "$word" ] || return 0; done
  value=$otherwise
  [ -n "$value" ]
}

# escape: the value with a backslash before each sign that ends or escapes a string of JSON.
escape() {
  value=$(printf '%s' "$value" | sed 's/["\\]/\\&/g')
  [ -n "$value" ]
}

# system: the one word for the operating system.
system() {
  case $(uname -s | tr '[:upper:]' '[:lower:]') in
  linux) value=Linux ;;
  darwin) value=Darwin ;;
  mingw* | msys* | cygwin* | windows*) value=Windows ;;
  freebsd) value=FreeBSD ;;
  *) value=other ;;
  esac
}

# architecture: the one word for the processor.
architecture() {
  case $(uname -m | tr '[:upper:]' '[:lower:]') in
  x86_64 | amd64 | x64 | x86-64) value=x86_64 ;;
  arm64 | aarch64) value=arm64 ;;
  x86 | i[3-6]86 | ia32) value=x86 ;;
  arm | armv6l | armv7l | armhf | arm32) value=arm ;;
  riscv64) value=riscv64 ;;
  ppc64le | ppc64el) value=ppc64le ;;
  s390x) value=s390x ;;
  *) value=other ;;
  esac
}

# target [MACHINE TARGET]...: the release target for this operating system and processor.
target() {
  system
  machine=$value
  architecture
  while [ $# -gt 0 ] && [ "$machine-$value" != "$1" ]; do shift 2; done
  [ $# -gt 0 ] && value=$2
}

# given NAME ARGUMENT...: what stands behind NAME= in the arguments.
given() {
  name=$1 value=''
  shift
  for argument; do
    case $argument in "$name="*) value=${argument#*=} ;; esac
  done
  [ -n "$value" ]
}

# lasts DAY: whether that day, as 20270131, has not ended, in UTC.
lasts() { [ "$(date -u +%Y%m%d)" -le "$1" ]; }

# text NAME: adds the value to the event, as a string.
text() { body="$body,\"$1\":\"$value\""; }

# plain NAME: adds the value to the event, as it stands.
plain() { body="$body,\"$1\":$value"; }

# random: a random UUID of version 4.
random() {
  read -r value </proc/sys/kernel/random/uuid && return
  value=$(od -An -N 16 -t x1 /dev/urandom | tr -d ' \n' |
    sed 's/^\(.\{8\}\)\(.\{4\}\).\(.\{3\}\).\(.\{3\}\)\(.\{12\}\)$/\1-\2-4\3-a\4-\5/')
  [ "${#value}" = 36 ]
}

# redirect TEXT: posts to the collector http://KEY@HOST/ instead, or nowhere where that is no address of one.
redirect() {
  trim "$1"
  [ -n "$value" ] || return
  rest=${value#*://} url='' key=''
  host=${rest%%/*}
  path=${rest#"$host"}
  case $host in *@*) key=${host%@*} host=${host##*@} ;; esac
  case $path in '' | /) path=/api/telemetry ;; esac
  case $value in *[![:graph:]]*) ;; http://?* | https://?*) url=${value%%://*}://$host$path ;; esac
}

# post: body to url, in place of this process, for @SECONDS@ s at most.
post() {
  type='Content-Type: application/json'
  if command -v curl; then
    exec curl -q -g -s -m @SECONDS@ -o /dev/null -A overt -H "$type" ${key:+-H "x-telemetry-key: $key"} \
      --data-binary "$body" "$url"
  fi
  case $(wget --help 2>&1) in # BusyBox has no such options
  *--max-redirect*) set -- --no-config --no-hsts --max-redirect=0 -t 1 ;;
  esac
  exec timeout @SECONDS@ wget "$@" -q -O /dev/null -U overt --header "$type" \
    ${key:+--header "x-telemetry-key: $key"} --post-data "$body" "$url"
}
