#!/usr/bin/env bash
# sbom.sh VERSION           writes the software bill of materials of the assembled archive as CycloneDX, and checks it
# sbom.sh --check VERSION   checks the one that is there
#
# In it are
# - every jar in the archive and every jar inside of one, with its Maven coordinates, digest and, where its manifest names
#   one, its licence. It reads the jars themselves: what is in the archive is said by features, and a Maven plug-in would
#   list what the poms say.
# - every npm package that the lock file of the web applications names, but those that only build or test. What the build
#   takes in of them is less, never more.
#
# Same archive, same bytes.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../../target"
mode=write
if [[ ${1:-} == --check ]]; then
    mode=check
    shift
fi
version=$1
out=rattache-$version.cdx.json
lock=../../bundles/web/package-lock.json

# component JAR GROUP ARTIFACT VERSION
component() {
    local licence
    licence=$(unzip -p "$1" META-INF/MANIFEST.MF | tr -d '\r' | sed -z 's/\n //g' | sed -n 's/^Bundle-License: //p')
    jq -n --arg group "$2" --arg name "$3" --arg version "$4" --arg licence "$licence" \
        --arg sha256 "$(sha256sum "$1" | cut -d ' ' -f 1)" '
        ("pkg:maven/\($group)/\($name)@\($version)?type=jar") as $purl
        | { type: "library", "bom-ref": $purl, $group, $name, $version, $purl,
            hashes: [{ alg: "SHA-256", content: $sha256 }] }
        + if $licence == "" then {} else { licenses: [{ license: { name: $licence } }] } end'
}

# In system/, a Maven repository, the path says the coordinates.
components_of_system() {
    find assembly/system -name '*.jar' | sort | while read -r jar; do
        path=${jar#assembly/system/} path=${path%/*}
        version=${path##*/} path=${path%/*}
        group=${path%/*}
        component "$jar" "${group//\//.}" "${path##*/}" "$version"
    done
}

# Elsewhere the jar says them: of the poms in it, the one that bears the name of the file, with or without the version.
component_by_pom() {
    local jar=$1 found group artifact version
    found=$(unzip -Z1 "$jar" 'META-INF/maven/*/*/pom.properties' | while read -r entry; do
        unzip -p "$jar" "$entry" | tr -d '\r' | awk -F= -v file="${jar##*/}" '
            { of[$1] = $2 }
            END { if (of["artifactId"] "-" of["version"] ".jar" == file || of["artifactId"] ".jar" == file)
                      print of["groupId"], of["artifactId"], of["version"] }'
    done)
    read -r group artifact version <<< "$found"
    component "$jar" "$group" "$artifact" "$version"
}

components_of_lib() {
    find assembly/lib -name '*.jar' | sort | while read -r jar; do
        component_by_pom "$jar"
    done
}

# A bundle can carry jars as files, for a process of their own.
components_inside() {
    local unpacked jar entry
    unpacked=$(mktemp -d)
    find assembly/system -name '*.jar' | sort | while read -r jar; do
        inside "$jar" | while read -r entry; do
            unzip -qo "$jar" "$entry" -d "$unpacked"
            component_by_pom "$unpacked/$entry"
        done
    done
    rm -rf "$unpacked"
}

# inside JAR : the names of the jars in it
inside() { unzip -Z1 "$1" '*.jar' 2> /dev/null || true; }

components_of_web() {
    jq '
        def hexadecimal: "0123456789abcdef"[. : . + 1];
        # A digest in base64: two characters are twelve bits, and these three digits.
        def sha512:
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" as $base64
            | [scan("[A-Za-z0-9+/]{2}")
                | ([.[0:1], .[1:2]] | map(. as $character | $base64 | index($character))) as [$high, $low]
                | ($high / 4 | floor), ($high % 4 * 4 + ($low / 16 | floor)), $low % 16
                | hexadecimal]
            | add[:128];
        .packages | to_entries[]
        | select((.key | contains("node_modules/")) and (.value.dev or .value.link | not))
        | (.value.name // (.key | split("node_modules/") | last)) as $whole
        | ($whole | split("/") | last) as $name
        | ("pkg:npm/\($whole | sub("^@"; "%40"))@\(.value.version)") as $purl
        | { type: "library", "bom-ref": $purl }
        + if $whole == $name then {} else { group: ($whole | split("/") | first) } end
        + { $name, version: .value.version, $purl }
        + ([.value.integrity // "" | scan("sha512-([A-Za-z0-9+/]+)")[0]]
            | if . == [] then {} else { hashes: [{ alg: "SHA-512", content: (first | sha512) }] } end)
        + if .value.license then { licenses: [{ expression: .value.license }] } else {} end' "$lock"
}

write() {
    { components_of_system && components_of_lib && components_inside && components_of_web; } |
        jq -s --arg version "$version" '{
            bomFormat: "CycloneDX", specVersion: "1.6", version: 1,
            metadata: { component: { type: "application", group: "org.rattache", name: "rattache", $version } },
            components: unique_by(.purl) }' > "$out"
}

# The packages of which something is in a web application, as pkg:npm/name@version: the build writes them down there.
packages_in_applications() {
    find assembly/system -name 'org.rattache.web.*.jar' | sort | while read -r jar; do
        { unzip -p "$jar" web/licences.txt 2> /dev/null || true; } |
            sed -nE '/^-{80}$/ { n; s,^@,%40,; s,^([^ ]+) ([0-9][^ ]*): .*,pkg:npm/\1@\2,p }'
    done | sort -u
}

# Looks at the document alone and at the archive: what is said of each jar there, and what the applications say themselves.
check() {
    local faults
    faults=$(jq -r --arg version "$version" --rawfile sums assembly/etc/trust/distribution.sha256 \
        --arg packages "$(packages_in_applications)" '
        def must(condition; fault): if condition then empty else fault end;
        def is_text: type == "string" and length > 0;
        (reduce .components[]?.hashes[]?.content as $digest ({}; .[$digest] = true)) as $digests
        | (reduce .components[]?.purl as $purl ({}; .[$purl // ""] = true)) as $purls
        | must(.bomFormat == "CycloneDX"; "bomFormat is not CycloneDX"),
          must(.specVersion == "1.6"; "specVersion is not 1.6"),
          must(.version == 1; "version is not 1"),
          must(.metadata.component | .type == "application" and .name == "rattache" and .version == $version;
              "it does not say that it is of rattache \($version)"),
          must(.components | type == "array"; "it has no components"),
          (.components[]? | must([.type, .name, .version, .purl, .["bom-ref"]] | all(is_text);
              "no type, name, version, purl or bom-ref: \(tojson)")),
          ([.components[]?["bom-ref"]] | group_by(.)[] | must(length == 1; "twice: \(first)")),
          ($sums | split("\n")[] | select(length > 0) | must($digests[.[:64]]; "not listed: \(.[66:])")),
          ($packages | split("\n")[] | must($purls[.]; "in a web application and not listed: \(.)")),
          ("pkg:npm/lit@", "pkg:npm/%40vaadin/grid@"
              | . as $start | must($purls | keys | any(startswith($start)); "no component \($start)…"))' "$out")
    if [[ -n $faults ]]; then
        printf '%s\n' "$faults" | sed "s,^,$out: ," >&2
        exit 1
    fi
}

if [[ $mode == write ]]; then
    write
    check
    echo "Written: karaf-distribution/target/$out ($(jq '.components | length' "$out") components)"
else
    check
    echo "As it should be: karaf-distribution/target/$out"
fi
