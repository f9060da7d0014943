#!/usr/bin/env bash
# Measures the default group-suggestion strategy beside its targets and its peers; docs/linking-strategy.md explains it.
set -Eeuo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."

usage() {
    cat << 'END'
Usage: benchmarks/matching/run.sh [--quick | --full]

  --quick  100,000 made-up files, three rounds; peers on 20,000 (about ten minutes; the default)
  --full   1,000,000 made-up files, three rounds; peers on 20,000 (half an hour)
END
}

FILES=100000 ROUNDS=3 PEER_FILES=20000 # of three rounds the shortest wall time counts
case ${1:---quick} in
    --quick) ;;
    --full) FILES=1000000 ;;
    -h | --help) usage && exit ;;
    *) usage >&2 && exit 2 ;;
esac

HERE=benchmarks/matching
STRATEGY=bundles/linking/spi,bundles/linking/strategies
PEER_SEED=771004 # the one after MatchingBenchmark's: the same files for Duke as for the other peers
mkdir -p run $HERE/../results

# maven LOG ARGUMENT … : first without a network.
maven() {
    local log=$1 command=(mvn --batch-mode --quiet -DskipTests -Dspotless.check.skip "${@:2}")
    { "${command[@]}" --offline || "${command[@]}"; } > "$log" 2>&1 || { echo "the build failed, see $log" >&2 && exit 1; }
}

maven run/matching-build.log -pl $STRATEGY -am install
maven run/matching-build.log -f $HERE/pom.xml package

CLASSES=$HERE/target/matching.jar
{
    java -Xmx4g -XX:+UseParallelGC -cp "$CLASSES:$HERE/target/lib/*" \
        org.rattache.linking.strategies.internal.MatchingBenchmark "$FILES" "$ROUNDS" "$PEER_FILES"
    # Duke needs a Lucene of 2012, so it runs without the other one.
    java -Xmx4g -cp "$CLASSES:$(find $HERE/target/lib -name '*.jar' -not -name 'lucene-*' | paste -sd:):$HERE/target/lib-duke/*" \
        org.rattache.linking.strategies.internal.DukePeer "$PEER_SEED" "$PEER_FILES"
    printf 'load afterwards: %s\n' "$(cut -d ' ' -f 1-3 /proc/loadavg)"
} | tee "$HERE/../results/matching.txt"
