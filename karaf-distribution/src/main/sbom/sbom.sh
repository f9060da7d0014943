#!/usr/bin/env bash
# sbom.sh VERSION : writes the software bill of materials of the assembled archive as CycloneDX: every jar in it, with
# its Maven coordinates, digest and, where its manifest names one, its licence. It reads the jars themselves: what is in
# the archive is said by features, and a Maven plug-in would list what the poms say. Same archive, same bytes.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../../target"
version=$1
out=rattache-$version.cdx.json

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

# In lib/ the jar says them: of the poms in it, the one that bears the name of the file.
components_of_lib() {
    find assembly/lib -name '*.jar' | sort | while read -r jar; do
        unzip -Z1 "$jar" 'META-INF/maven/*/*/pom.properties' | while read -r entry; do
            unzip -p "$jar" "$entry" | tr -d '\r' | awk -F= -v file="${jar##*/}" '
                { of[$1] = $2 }
                END { if (of["artifactId"] "-" of["version"] ".jar" == file)
                          print of["groupId"], of["artifactId"], of["version"] }'
        done | while read -r group artifact version; do
            component "$jar" "$group" "$artifact" "$version"
        done
    done
}

{ components_of_system && components_of_lib; } | jq -s --arg version "$version" '{
    bomFormat: "CycloneDX", specVersion: "1.6", version: 1,
    metadata: { component: { type: "application", group: "org.rattache", name: "rattache", $version } },
    components: unique_by(.purl) }' > "$out"

# Nothing may be missing: a jar in lib/ without its own pom would be.
listed=$(jq '.components | length' "$out")
there=$(find assembly/system assembly/lib -name '*.jar' -printf '%f\n' | sort -u | wc -l)
if ((listed != there)); then
    echo "The list has $listed components, the archive $there jars." >&2
    exit 1
fi
echo "Written: karaf-distribution/target/$out ($listed components)"
