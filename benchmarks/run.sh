#!/usr/bin/env bash
# The benchmarks of Rattache beside a hand-written server; README.md says what is measured and why so.
# Called by `./rattache bench`, which has built the archive.
set -Eeuo pipefail
trap 'echo "bench: line $LINENO failed: $BASH_COMMAND" >&2' ERR
export LC_ALL=C.UTF-8
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

usage() {
    cat << 'END'
Usage: ./rattache bench [--full | --tiny] [--files N,…] [--database derby|postgresql]

  (no size)   10,000 and 100,000 client files, 3 rounds of 5 s: less than half an hour for each database
  --full      5 rounds of 10 s
  --tiny      only whether the benchmark itself works; its figures are worth nothing
  --files     as many client files instead, one size after the other
  --database  one of the two; without it both
END
}

SIZE=quick SIZES=(10000 100000) ROUNDS=3 SECONDS_EACH=5 WARM_REQUESTS=20000 WARM_SECONDS=30 STARTS=3 DRAIN_SECONDS=60
DATABASES=(postgresql derby)
FILES=()
while (($#)); do
    case $1 in
        --full) SIZE=full ROUNDS=5 SECONDS_EACH=10 WARM_SECONDS=120 DRAIN_SECONDS=600 ;;
        --tiny) SIZE=tiny SIZES=(1000) ROUNDS=1 SECONDS_EACH=1 WARM_REQUESTS=100 WARM_SECONDS=1 STARTS=1 DRAIN_SECONDS=10 ;;
        --files)
            [[ ${2:-} =~ ^[1-9][0-9]*(,[1-9][0-9]*)*$ ]] || { usage >&2 && exit 2; }
            IFS=, read -ra FILES <<< "$2"
            shift
            ;;
        --database)
            case ${2:-} in derby | postgresql) DATABASES=("$2") ;; *) usage >&2 && exit 2 ;; esac
            shift
            ;;
        -h | --help) usage && exit ;;
        *) usage >&2 && exit 2 ;;
    esac
    shift
done
if ((${#FILES[@]} > 0)); then SIZES=("${FILES[@]}"); fi

CONNECTIONS=16
BASE=/api/clientfile/v1/firms
WORK=$PWD/run/bench
RESULTS=$PWD/benchmarks/results
PEER_DIR=benchmarks/peer
PG_DIR='' RATTACHE_PID='' PEER_PID=''

say() { printf '%s\n' "$@" | tee -a "$WORK/report.txt"; }
note() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }
die() {
    printf 'bench: %s\n' "$*" >&2
    exit 1
}

# --- what is needed -------------------------------------------------------------------------------------------------

# need COMMAND=PACKAGE …
need() {
    local pair missing=()
    for pair in "$@"; do command -v "${pair%%=*}" > /dev/null || missing+=("${pair#*=}"); done
    ((${#missing[@]} == 0)) && return
    if ((EUID != 0)) || ! command -v apt-get > /dev/null; then
        die "missing: ${missing[*]}. On Debian, as root: apt-get install ${missing[*]}"
    fi
    note "Installing ${missing[*]} with apt-get …"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } \
        > "$WORK/apt.log" 2>&1 || die "apt-get failed, see $WORK/apt.log"
}

postgres_bin() { find /usr/lib/postgresql -name initdb 2> /dev/null | sort -V | tail -n 1 | xargs -r dirname; }

build_peer() {
    local jar=$PEER_DIR/target/peer.jar command=(mvn --batch-mode --quiet -Dspotless.check.skip -f "$PEER_DIR/pom.xml" package)
    if [[ -f $jar && -z $(find pom.xml $PEER_DIR/pom.xml $PEER_DIR/src -newer $jar -type f -print -quit) ]]; then return; fi
    need javac=openjdk-17-jdk-headless mvn=maven
    note "Building the hand-written peer …"
    { "${command[@]}" --offline || "${command[@]}"; } > "$WORK/peer-build.log" 2>&1 ||
        die "the peer could not be built, see $WORK/peer-build.log"
    touch $jar
}

peer_java() { exec java -Xmx512m -cp "$PEER_DIR/target/peer.jar:$PEER_DIR/target/lib/*" "$@"; }

free_port() {
    local port
    while port=$((20000 + RANDOM % 10000)); do (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null || break; done
    echo "$port"
}

# --- the database ---------------------------------------------------------------------------------------------------

# PostgreSQL refuses to run as root.
unprivileged() { if ((EUID == 0)); then setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; else "$@"; fi; }

# One of our own, with the settings of a fresh installation: commits reach the disk.
start_postgres() {
    PG_BIN=$(postgres_bin)
    if [[ -z $PG_BIN ]]; then need initdb=postgresql && PG_BIN=$(postgres_bin); fi
    PG_DIR=$(mktemp -d)
    if ((EUID == 0)); then chown postgres: "$PG_DIR"; fi
    PG_PORT=$(free_port)
    {
        unprivileged "$PG_BIN/initdb" -D "$PG_DIR/data" -U rattache -E UTF8 --locale=C.UTF-8 --auth=trust
        unprivileged "$PG_BIN/pg_ctl" -D "$PG_DIR/data" -l "$PG_DIR/log" -w start \
            -o "-p $PG_PORT -k $PG_DIR -c listen_addresses=127.0.0.1"
    } > "$WORK/postgresql.log" 2>&1 || die "PostgreSQL did not start, see $WORK/postgresql.log and $PG_DIR/log"
    PG_PID=$(head -n 1 "$PG_DIR/data/postmaster.pid")
}

fresh_database() {
    "$PG_BIN/psql" -q -h 127.0.0.1 -p "$PG_PORT" -U rattache -d postgres \
        -c 'DROP DATABASE IF EXISTS rattache' -c 'CREATE DATABASE rattache' > /dev/null 2>&1
}

stop_postgres() {
    unprivileged "$PG_BIN/pg_ctl" -D "$PG_DIR/data" -m immediate stop > /dev/null 2>&1 || true
    rm -rf "$PG_DIR"
    PG_DIR=''
}

# --- the servers ----------------------------------------------------------------------------------------------------

unpack_rattache() {
    rm -rf "$WORK/rattache"
    mkdir -p "$WORK/rattache"
    tar xzf "$ARCHIVE" -C "$WORK/rattache" --strip-components=1
    if [[ $DATABASE == postgresql ]]; then
        local cfg=$WORK/rattache/etc/org.ops4j.datasource-rattache.cfg
        sed -i -e '/^osgi.jdbc.driver.class/d' -e '/^url *=/d' "$cfg"
        printf '%s\n' 'osgi.jdbc.driver.class = org.postgresql.Driver' 'user = rattache' \
            "url = jdbc:postgresql://127.0.0.1:$PG_PORT/rattache" >> "$cfg"
    fi
}

# Sets RATTACHE_PID and TOOK, the seconds until every module answered and those of them that it computed: on a busy
# machine only the latter mean something.
start_rattache() {
    local begin=$EPOCHREALTIME
    RATTACHE_PORT=$(free_port)
    (cd "$WORK/rattache" && RATTACHE_HTTP_PORT=$RATTACHE_PORT exec bin/karaf daemon) > "$WORK/rattache.console" 2>&1 &
    RATTACHE_PID=$!
    until curl -sf -m 2 -o /dev/null "http://127.0.0.1:$RATTACHE_PORT/ready"; do
        kill -0 "$RATTACHE_PID" 2> /dev/null || die "Rattache ended while it started, see $WORK/rattache.console"
        ((${EPOCHREALTIME%.*} - ${begin%.*} < 600)) || die "Rattache was not ready after 10 minutes, see $WORK/rattache"
        sleep 0.1
    done
    TOOK=$(awk -v a="$begin" -v b="$EPOCHREALTIME" -v cpu="$(cpu "$RATTACHE_PID")" \
        'BEGIN { printf "%.1f s (%.1f s CPU)", b - a, cpu / 1e6 }')
}

stop_rattache() {
    if [[ -n $RATTACHE_PID ]]; then "$WORK/rattache/bin/stop" > /dev/null 2>&1 || kill -9 "$RATTACHE_PID" 2> /dev/null || true; fi
    RATTACHE_PID=''
}

start_peer() {
    PEER_PORT=$(free_port)
    peer_java -Dderby.stream.error.file="$WORK/derby.log" org.rattache.benchmarks.peer.Peer "$PEER_PORT" "$1" \
        > "$WORK/peer.log" 2>&1 &
    PEER_PID=$!
    for _ in $(seq 600); do
        curl -sf -m 2 -o /dev/null "http://127.0.0.1:$PEER_PORT/health" && return
        sleep 0.1
    done
    die "the peer did not start, see $WORK/peer.log"
}

stop_peer() {
    if [[ -n $PEER_PID ]]; then kill "$PEER_PID" 2> /dev/null || true; wait "$PEER_PID" 2> /dev/null || true; fi
    PEER_PID=''
}

clean_up() {
    stop_peer
    stop_rattache
    if [[ -n $PG_DIR ]]; then stop_postgres; fi
}

memory() { awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$1/status"; }
load() { cut -d ' ' -f 1-3 /proc/loadavg; }

# --- measuring ------------------------------------------------------------------------------------------------------

TICK=$((1000000 / $(getconf CLK_TCK)))

# Microseconds of CPU that a process has used.
cpu() { awk -v t=$TICK '{ sub(/.*\) /, ""); printf "%.0f\n", ($12 + $13) * t }' "/proc/$1/stat"; }

# The same of PostgreSQL: its parent, the children it has and those it had.
database_cpu() {
    if [[ $DATABASE != postgresql ]]; then echo 0 && return; fi
    { cat "/proc/$PG_PID/stat"; pgrep -P "$PG_PID" | sed 's,.*,/proc/&/stat,' | xargs cat 2> /dev/null || true; } |
        awk -v t=$TICK '{ sub(/.*\) /, ""); s += $12 + $13; if (NR == 1) s += $14 + $15 } END { printf "%.0f\n", s * t }'
}

# What all processors have done, without idle and waiting.
machine_cpu() { awk -v t=$TICK '/^cpu / { printf "%.0f\n", ($2 + $3 + $4 + $7 + $8 + $9) * t }' /proc/stat; }

RUNS=0

# drive SERVER ENDPOINT SECONDS : one run of wrk; sets the variables of its result. A wrong answer ends the benchmark.
drive() {
    local server=$1 endpoint=$2 seconds=$3 port=$RATTACHE_PORT method=GET status=200 token=$TOKEN paths=$2 out wrong broken example
    if [[ $server != rattache ]]; then port=$PEER_PORT; fi
    if [[ $server == hand || $endpoint == health ]]; then token=-; fi
    case $endpoint in
        list) paths=list.${server%%+*} ;;
        post) method=POST status=201 ;;
        malformed) paths=get status=401 token=nonsense ;;
        unknown) paths=get status=401 token=${TOKEN%??????}AAAAAA ;;
    esac
    RUNS=$((RUNS + 1))
    out=$({ TIMEFORMAT='%U %S' && time wrk -t1 -c$CONNECTIONS -d"${seconds}s" --timeout 10s -s benchmarks/load.lua \
        "http://127.0.0.1:$port" -- $method "$WORK/paths.$paths" $status "$token" "b$RUNS" 2>&1; } 2> "$WORK/wrk.time") ||
        die "wrk failed: $out"
    read -r _ REQUESTS MICROS P50 P99 wrong broken example <<< "$(grep '^RESULT' <<< "$out")" || die "wrk said: $out"
    ((wrong == 0 && broken == 0 && REQUESTS > 0)) ||
        die "$server, $endpoint: of $REQUESTS answers $wrong had a status other than $status, $broken connections broke; $example"
    DRIVER_CPU=$(awk '{ printf "%d", ($1 + $2) * 1000000 }' "$WORK/wrk.time")
}

pid_of() { if [[ $1 == rattache ]]; then echo "$RATTACHE_PID"; else echo "$PEER_PID"; fi; }

declare -A WARM

warm_up() {
    local done=0 begin=$SECONDS
    while ((done < WARM_REQUESTS && SECONDS - begin < WARM_SECONDS)); do
        drive "$1" "$2" $((WARM_SECONDS < 4 ? WARM_SECONDS : 4))
        done=$((done + REQUESTS))
    done
    WARM[$1/$2]=$done
}

# Waits until Rattache has handled its events, as seen by its processor time; sets DRAINED to the seconds.
drain() {
    local begin=$SECONDS before now
    DRAINED=0
    while ((SECONDS - begin < DRAIN_SECONDS)); do
        before=$(cpu "$RATTACHE_PID")
        sleep 1
        now=$(cpu "$RATTACHE_PID")
        if ((now - before < 100000)); then return; fi
        DRAINED=$((SECONDS - begin))
    done
    note "the events were not all handled after $DRAIN_SECONDS s"
}

# measure SERVER ENDPOINT ROUND : one window, one line of results.tsv.
measure() {
    local pid cpu0 db0 all0 cpu1 db1 all1 cpu2=0 begin=$EPOCHREALTIME end
    pid=$(pid_of "$1")
    cpu0=$(cpu "$pid") db0=$(database_cpu) all0=$(machine_cpu)
    drive "$1" "$2" "$SECONDS_EACH"
    cpu1=$(cpu "$pid") db1=$(database_cpu) all1=$(machine_cpu) end=$EPOCHREALTIME
    DRAINED=0
    if [[ $1/$2 == rattache/post ]]; then drain && cpu2=$(($(cpu "$pid") - cpu1)); fi
    awk -v OFS='\t' -v s="$1" -v e="$2" -v round="$3" -v n="$REQUESTS" -v us="$MICROS" -v p50="$P50" -v p99="$P99" \
        -v cpu=$((cpu1 - cpu0)) -v db=$((db1 - db0)) -v all=$((all1 - all0)) -v wrk="$DRIVER_CPU" -v cores="$(nproc)" \
        -v later=$cpu2 -v drained="$DRAINED" -v begin="$begin" -v end="$end" -v warm="${WARM[$1/$2]}" \
        'BEGIN { others = (all - cpu - db - wrk) / (end - begin) / 1e4 / cores
                 print e, s, round, n / us * 1e6, p50 / 1000, p99 / 1000, cpu / n, db / n, others < 0 ? 0 : others,
                     later / n, drained, warm }' \
        >> "$WORK/results.tsv"
}

ENDPOINTS=(health malformed unknown get list uncounted search post)

servers_of() {
    case $1 in
        health) echo rattache hand ;;
        malformed) echo rattache ;;
        uncounted) echo hand ;;
        unknown) echo rattache hand+token ;;
        *) echo rattache hand hand+token ;;
    esac
}

# --- the same answers -----------------------------------------------------------------------------------------------

ask() { curl -sf -m 30 -H "Authorization: Bearer $TOKEN" "http://127.0.0.1:$1" "${@:2}"; }

# Both servers must say the same; only cursors differ, which are everybody's own.
same_answers() {
    local path here there body='{"name":"Électricité Même & Fils","siren":"732829320","email":"meme@meme.example"}'
    for path in "$(head -n 1 "$WORK/paths.get")" "$BASE/$FIRM/client-files?limit=50" \
        "$BASE/$FIRM/client-files?limit=50&q=gara" "$BASE/$FIRM/client-files?limit=50&q=mari"; do
        here=$(ask "$RATTACHE_PORT$path" | jq -S 'if has("next") then .next |= (. != null) else . end')
        there=$(ask "$PEER_PORT$path" | jq -S 'if has("next") then .next |= (. != null) else . end')
        [[ -n $here && $here == "$there" ]] ||
            die "the two servers answer $path differently: $(diff <(echo "$here") <(echo "$there") | head -n 6)"
    done
    for port in "$RATTACHE_PORT" "$PEER_PORT"; do
        ask "$port$BASE/$FIRM/client-files" --data "$body" -H 'Content-Type: application/json' |
            jq -S 'del(.id, .createdAt, .changedAt, .links)' > "$WORK/posted.$port"
    done
    cmp -s "$WORK/posted.$RATTACHE_PORT" "$WORK/posted.$PEER_PORT" || die "the two servers answer a POST differently"
}

# Follows the cursors of a server for some pages, and keeps their paths.
walk() {
    local port=$1 file=$2 path="$BASE/$FIRM/client-files?limit=50" next
    : > "$file"
    for _ in $(seq 20); do
        echo "$path" >> "$file"
        next=$(ask "$port$path" | jq -r '.next // empty')
        if [[ -z $next ]]; then break; fi
        path="$BASE/$FIRM/client-files?limit=50&cursor=$next"
    done
}

make_paths() {
    local beginning vowel
    sed "s,^,$BASE/$FIRM/client-files/," "$WORK/ids.txt" > "$WORK/paths.get"
    for beginning in ar bel char dub es fou gar hu jac ker lam mar nav or per quin rou sau tro ver; do
        for vowel in a e i o; do echo "$BASE/$FIRM/client-files?limit=50&q=$beginning$vowel"; done
    done > "$WORK/paths.search"
    echo "$BASE/$FIRM/client-files" > "$WORK/paths.post"
    echo /health > "$WORK/paths.health"
    walk "$RATTACHE_PORT" "$WORK/paths.list.rattache"
    walk "$PEER_PORT" "$WORK/paths.list.hand"
    sed 's/$/\&total=no/' "$WORK/paths.list.hand" > "$WORK/paths.uncounted"
}

# --- the report -----------------------------------------------------------------------------------------------------

# The medians of the rounds; a ratio is the median of the ratios within a round.
table() {
    awk -F '\t' -v cores="$(nproc)" '
        function median(list,  parts, n, i, j, t) {
            n = split(list, parts, " ")
            for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++)
                if (parts[j] + 0 < parts[i] + 0) { t = parts[i]; parts[i] = parts[j]; parts[j] = t }
            return n == 0 ? 0 : n % 2 ? parts[(n + 1) / 2] : (parts[n / 2] + parts[n / 2 + 1]) / 2
        }
        function ratio(e, other,  list, r) {
            for (r = 1; r <= rounds; r++) if ((e, other, r) in rate) list = list " " rate[e, "rattache", r] / rate[e, other, r]
            return list == "" || !((e, "rattache", 1) in rate) ? "" : sprintf("%.2f", median(list))
        }
        { if (!($1 in seen)) { seen[$1]; order[++m] = $1 }
          rate[$1, $2, $3] = $4; if ($3 > rounds) rounds = $3
          for (i = 4; i <= NF; i++) value[$1, $2, i] = value[$1, $2, i] " " $i }
        END {
            title["health"] = "GET /health (floor)"; title["malformed"] = "401, no look-up"
            title["unknown"] = "401 after look-up"; title["get"] = "GET one client file"; title["list"] = "list of 50"; title["uncounted"] = "list, no total"
            title["search"] = "prefix search, 50"; title["post"] = "POST one client file"
            name["rattache"] = "Rattache"; name["hand"] = "by hand, open"; name["hand+token"] = "by hand, token"
            printf "%-21s %-15s %9s %8s %8s %8s %8s %7s %7s %7s %7s\n", "", "", "req/s", "p50 ms", "p99 ms", "CPU us", "DB us", "others", "warm k", "/open", "/token"
            for (k = 1; k <= m; k++) {
                e = order[k]
                heading = title[e]
                for (s = 1; s <= split("rattache hand hand+token", all, " "); s++) if ((e, all[s], 4) in value) {
                    for (i = 4; i <= 12; i++) v[i] = median(value[e, all[s], i])
                    printf "%-21s %-15s %9.0f %8.2f %8.2f %8.0f %8.0f %6.0f%% %7.1f %7s %7s\n", heading, name[all[s]],
                        v[4], v[5], v[6], v[7], v[8], v[9], v[12] / 1000, s == 1 ? ratio(e, "hand") : "", s == 1 ? ratio(e, "hand+token") : ""
                    heading = ""
                    if (e == "post" && s == 1) later = sprintf("Events of a POST window: handled %.0f s after its end at the latest; %.0f us CPU a POST after the window.", v[11], v[10])
                }
            }
            printf "%s\n", later
        }' "$WORK/results.tsv"
}

# --- the run --------------------------------------------------------------------------------------------------------

bench_database() {
    DATABASE=$1
    local begin starts='' rss='' url peer_url files seeded endpoint server round
    rm -f "$WORK/firm.env"
    if [[ $DATABASE == postgresql ]]; then
        start_postgres
        url="jdbc:postgresql://127.0.0.1:$PG_PORT/rattache?user=rattache&reWriteBatchedInserts=true"
        peer_url="jdbc:postgresql://127.0.0.1:$PG_PORT/rattache?user=rattache"
        say "" "== PostgreSQL $("$PG_BIN/postgres" --version | grep -o '[0-9.]*' | head -n 1)"
    else
        url=jdbc:derby:$WORK/rattache/data/derby/rattache
        peer_url=jdbc:derby:$WORK/peer-derby
        say "" "== Derby, embedded (the peer on a copy of the database)"
    fi

    for _ in $(seq "$STARTS"); do
        note "$DATABASE: a cold start"
        stop_rattache
        unpack_rattache
        if [[ $DATABASE == postgresql ]]; then fresh_database; fi
        start_rattache
        starts+="${starts:+, }$TOOK"
        rss+="${rss:+, }$(memory "$RATTACHE_PID")"
    done
    say "First starts of a fresh archive, empty database, until /ready: $starts; resident memory then $rss MB. Load average $(load)."

    for files in "${SIZES[@]}"; do
        stop_peer
        stop_rattache
        note "$DATABASE: seeding $files client files"
        seeded=$(peer_java -Dderby.stream.error.file="$WORK/derby.log" org.rattache.benchmarks.peer.Seed \
            "$url" "$files" "$WORK")
        say "" "-- $files client files: $seeded"
        # shellcheck source=/dev/null
        . "$WORK/firm.env"
        if [[ $DATABASE == derby ]]; then rm -rf "$WORK/peer-derby" && cp -r "$WORK/rattache/data/derby/rattache" "$WORK/peer-derby"; fi
        start_rattache
        start_peer "$peer_url"
        make_paths
        same_answers
        say "Restart on these data until /ready: $TOOK. Load average before $(load)."

        : > "$WORK/results.tsv"
        for endpoint in "${ENDPOINTS[@]}"; do
            note "$DATABASE, $files: $endpoint"
            begin=$SECONDS
            for server in $(servers_of "$endpoint"); do
                warm_up "$server" "$endpoint"
                if [[ $server/$endpoint == rattache/post ]]; then drain; fi
            done
            for round in $(seq "$ROUNDS"); do
                for server in $(servers_of "$endpoint"); do measure "$server" "$endpoint" "$round"; done
            done
            note "$DATABASE, $files: $endpoint took $((SECONDS - begin)) s"
        done
        cp "$WORK/results.tsv" "$WORK/results-$DATABASE-$files.tsv"
        say "Load average after $(load). Resident memory after the load: Rattache $(memory "$RATTACHE_PID") MB, by hand $(memory "$PEER_PID") MB."
        say "$(table)"
    done
    stop_peer
    stop_rattache
    if [[ $DATABASE == postgresql ]]; then stop_postgres; fi
}

rm -rf "$WORK"
mkdir -p "$WORK" "$RESULTS"
need java=openjdk-17-jre-headless curl=curl jq=jq wrk=wrk pgrep=procps
ARCHIVE=$(find "$PWD/karaf-distribution/target" -maxdepth 1 -name 'rattache-*.tar.gz' 2> /dev/null | head -n 1)
[[ -n $ARCHIVE ]] || die "there is no archive; ./rattache build makes it"
# A build meanwhile must not change what is measured.
cp "$ARCHIVE" "$WORK/" && ARCHIVE=$WORK/$(basename "$ARCHIVE")
build_peer
trap clean_up EXIT

say "Rattache benchmark, size $SIZE, $(date -u '+%Y-%m-%d %H:%M UTC'), commit $(git rev-parse --short HEAD 2> /dev/null || echo unknown)"
say "$(nproc) processors ($(grep -m 1 'model name' /proc/cpuinfo | cut -d : -f 2- | xargs)), $(java -version 2>&1 | head -n 1), load average $(load)"
say "$CONNECTIONS connections, keep-alive, loopback; $ROUNDS interleaved rounds of $SECONDS_EACH s; medians. Warm-up of each endpoint: $WARM_REQUESTS requests, at most $WARM_SECONDS s."
cp "$WORK/report.txt" "$WORK/heading.txt"
for database in "${DATABASES[@]}"; do
    cp "$WORK/heading.txt" "$WORK/report.txt"
    bench_database "$database"
    cp "$WORK/report.txt" "$RESULTS/$database.txt"
done
note "Written to benchmarks/results; the single windows are in $WORK/results-*.tsv."
