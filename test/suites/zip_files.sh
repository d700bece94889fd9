# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Files that dpdk-test-accel gzip and gunzip are given, treated as gzip(1) does;
# and the tool's own words. For the suite zip; source it after zip_gzip.sh, whose
# functions it uses.

mkdir -p "$GZ"

# A text of 200 bytes, for cases in which the bytes do not matter.
head -c 200 "$FILES/text" >"$FILES/short"

# piped COMMAND VDEV [OPTION...]: from standard input to standard output, which
# is the caller's; what else is printed goes to the log.
piped() {
	local command=$1 vdev=$2
	shift 2
	timeout -k 5 "$DPDK_LIMIT" "$BUILD/app/dpdk-test-accel" "$command" - \
		"$@" -- --no-huge -m 512 --no-pci \
		--file-prefix "hisi-gz-$$" --lcores "$LCORES" \
		-d "$DRIVERS/librte_compress_hisi_zip.so" --vdev "$vdev" \
		2>"$FILES/log"
}

# attributes FILE: mode, owner and time of modification.
attributes() {
	stat -c '%a %u:%g %Y %y' "$1"
}

# same_attributes COMMAND MODE UMASK: the output has those of the input.
same_attributes() {
	local command=$1 in=$GZ/in out=$GZ/in.gz
	rm -f "$GZ"/*
	cp "$FILES/short" "$GZ/in"
	[ "$command" = gzip ] || { gzip "$GZ/in"; in=$GZ/in.gz out=$GZ/in; }
	chmod "$2" "$in"
	chown 1234:4321 "$in"
	touch -d '2001-02-03 04:05:06.789' "$in"
	(umask "$3" && accel "$command" "$in" $hisi) || { echo "fails"; return 1; }
	[ "$(attributes "$in")" = "$(attributes "$out")" ] ||
		{ echo "$(attributes "$out"), not $(attributes "$in")"; return 1; }
}

# Nobody else may read the output of a private file, not even before it is
# finished: a FIFO as standard input holds the work up in the middle.
private_meanwhile() {
	local pid mode i
	rm -f "$GZ"/*
	mkfifo "$GZ/fifo"
	(umask 0 && exec "$BUILD/app/dpdk-test-accel" gzip - \
		--output "$GZ/out" -- --no-huge -m 512 --no-pci \
		--file-prefix "hisi-gz-$$" --lcores "$LCORES" \
		-d "$DRIVERS/librte_compress_hisi_zip.so" --vdev $hisi \
		<"$GZ/fifo" >"$FILES/log" 2>&1) &
	pid=$!
	# Long enough that the output is seen while it grows.
	for ((i = 0; i < 300; i++)); do cat "$FILES/random"; done >"$GZ/fifo"
	for ((i = 0; i < 600; i++)); do
		mode=$(stat -c %a "$GZ"/out.* 2>/dev/null) && break
		kill -0 $pid 2>/dev/null || break
		sleep 0.05
	done
	wait $pid || { echo "fails"; return 1; }
	[ "$mode" = 600 ] || { echo "mode '$mode' meanwhile"; return 1; }
	# Standard input has no mode: the output gets that of a new file.
	[ "$(stat -c %a "$GZ/out")" = 666 ] || { stat -c %a "$GZ/out"; return 1; }
}

# through COMMAND-IN COMMAND-OUT FILE: gzip(1) and the tool as two ends of a
# pipe give the file back.
there() {
	piped gzip $hisi <"$1" | gzip -dc | cmp - "$1"
}
back() {
	gzip -c "$1" | piped gunzip $hisi | cmp - "$1"
}
both() {
	cat "$1" | piped gzip $hisi | piped gunzip compress_zlib | cmp - "$1"
}
# Only what follows the place where the reader before has stopped.
from_the_middle() {
	{ head -c 100 >/dev/null; piped gzip $hisi; } <"$FILES/skip" |
		gzip -dc | cmp - <(tail -c +101 "$FILES/skip")
}
{ head -c 100 /dev/zero; cat "$FILES/short"; } >"$FILES/skip"
to_a_file() {
	rm -f "$GZ"/*
	accel gzip "$FILES/short" $hisi --output - || return 1
	piped gzip $hisi --output "$GZ/f.gz" <"$FILES/short" || return 1
	gzip -dc "$GZ/f.gz" | cmp - "$FILES/short"
}
# Nothing but the result may come on standard output, a stopped reader is seen.
full_pipe() {
	piped gzip $hisi <"$FILES/random" >/dev/full && { echo "no error"; return 1; }
	grep -q "error: standard output: No space left" "$FILES/log"
}

for command in gzip gunzip; do
	for mode in 600 640 444 4755; do
		for mask in 0 077; do
			gz_check "$command mode $mode umask $mask" \
				same_attributes $command $mode $mask
		done
	done
done
gz_check "gzip private meanwhile" private_meanwhile
: >"$FILES/nothing"
for f in nothing short text manyzeros; do
	gz_check "pipe gzip $f" there "$FILES/$f"
	gz_check "pipe gunzip $f" back "$FILES/$f"
	gz_check "pipe both $f" both "$FILES/$f"
done
gz_check "pipe from the middle of a file" from_the_middle
gz_check "pipe into a file" to_a_file
gz_check "pipe that is full" full_pipe

# An empty file, also with the software drivers.
for vdev in $hisi,gen=v3 $hisi,gen=v2 compress_isal compress_zlib; do
	name=${vdev#*model,}
	gz_check "gzip $name nothing" there_and_back $vdev "$FILES/nothing"
	gzip -c "$FILES/nothing" >"$FILES/nothing.gz"
	gz_check "gunzip $name nothing" \
		from_gzip $vdev "$FILES/nothing" "$FILES/nothing.gz"
done

# Padding behind the last member. A member that does not tell its length has
# its end found by devices with streams only.
for n in 1 7 8 512 100000; do
	{ cat "$FILES/text.9.gz"; head -c $n /dev/zero; } >"$FILES/padded.gz"
	for vdev in $hisi,gen=v3 $hisi,gen=v2; do
		gz_check "gunzip ${vdev#*model,} $n zeros behind" \
			from_gzip $vdev "$FILES/text" "$FILES/padded.gz"
	done
done
{ cat "$FILES/members.gz"; head -c 512 /dev/zero; } >"$FILES/padded.gz"
gz_check "gunzip members and zeros" \
	from_gzip $hisi "$FILES/members" "$FILES/padded.gz"
accel gzip "$FILES/text" $hisi --output "$FILES/ours.gz"
{ cat "$FILES/ours.gz"; head -c 512 /dev/zero; } >"$FILES/padded.gz"
for vdev in $hisi compress_isal compress_zlib; do
	gz_check "gunzip $vdev our file and zeros" \
		from_gzip $vdev "$FILES/text" "$FILES/padded.gz"
done

# A header that is not what its checksum says, and what is no file.
rm -f "$GZ"/*
python3 -c 'import sys
data = bytearray(open(sys.argv[1], "rb").read())
at = data.index(b"comment\0") + len(b"comment\0")
data[at] ^= 1
open(sys.argv[2], "wb").write(data)
data[at] ^= 1
data[at - 2] ^= 1
open(sys.argv[3], "wb").write(data)' "$FILES/header.gz" "$GZ/sum.gz" "$GZ/text.gz"
{ cat "$FILES/text.9.gz"; head -c 512 /dev/zero; echo x; } >"$GZ/tail.gz"
head -c 512 /dev/zero >"$GZ/zeros.gz"
: >"$GZ/kept"
mkdir "$GZ/folder"
# The checksums of a FIFO would wait for a writer: it lies elsewhere.
mkfifo "$FILES/fifo" "$FILES/fifo.gz"
error "header checksum" 1 "wrong checksum of the header" \
	gunzip "$GZ/sum.gz" $hisi
error "header changed" 1 "wrong checksum of the header" \
	gunzip "$GZ/text.gz" $hisi
error "zeros and garbage behind" 1 "wrong magic" gunzip "$GZ/tail.gz" $hisi
error "nothing but zeros" 1 "wrong magic" gunzip "$GZ/zeros.gz" $hisi
error "FIFO" 1 "not a regular file" gzip "$FILES/fifo" $hisi --output "$GZ/o"
error "FIFO, gunzip" 1 "not a regular file" gunzip "$FILES/fifo.gz" $hisi \
	--output "$GZ/o"
error "FIFO as output" 1 "exists already" gzip "$GZ/kept" $hisi \
	--output "$FILES/fifo"
error "device" 1 "not a regular file" gzip /dev/zero $hisi --output "$GZ/o"

# On a terminal, script(1) being one: progress stays in its line, and compressed
# data is refused. Into a pipe: a line a second at most.
progress() {
	local lines
	rm -rf "${GZ:?}"/*
	accel gzip "$FILES/long" $hisi --output "$GZ/out" || return 1
	lines=$(grep -c ' %$' "$FILES/log")
	[ "$lines" -le 10 ] || { echo "$lines lines"; return 1; }
}
# on_terminal COMMAND...: what it prints there.
on_terminal() {
	script -qec "timeout $DPDK_LIMIT $BUILD/app/dpdk-test-accel $* -- \
		--no-huge -m 512 --no-pci --file-prefix hisi-gz-$$ \
		--lcores $LCORES -d $DRIVERS/librte_compress_hisi_zip.so \
		--vdev $hisi" /dev/null </dev/null
}
in_place() {
	local text
	rm -rf "${GZ:?}"/*
	text=$(on_terminal gzip "$FILES/long" --output "$GZ/out") || return 1
	grep -q $' %\r' <<<"$text" || { echo "no progress"; return 1; }
	! grep -q $' %\r*$' <<<"${text//$'\r\n'/$'\n'}" ||
		{ echo "progress ends a line"; return 1; }
}
no_terminal() {
	on_terminal gzip "$FILES/short" --output - >"$FILES/log" &&
		{ echo "no error"; return 1; }
	grep -q "compressed data is not written to a terminal" "$FILES/log"
}
for ((i = 0; i < 300; i++)); do
	cat "$FILES/random"
done >"$FILES/long"
gz_check "progress into a pipe" progress
if command -v script >/dev/null; then
	gz_check "progress on a terminal" in_place
	gz_check "compressed data on a terminal" no_terminal
else
	skipped "progress on a terminal" "there is no script(1)"
	skipped "compressed data on a terminal" "there is no script(1)"
fi
rm -f "$FILES/long"

# The tool's own words.
says() {
	local text=$1
	shift
	"$BUILD/app/dpdk-test-accel" "$@" | grep -q -- "$text"
}
gz_check "--version" says "^dpdk-test-accel [0-9.]*, on DPDK " --version
gz_check "help" says "^usage: dpdk-test-accel COMMAND" help
for c in list selftest bench chain gzip gunzip; do
	gz_check "$c -h" says "^usage: dpdk-test-accel $c " "$c" -h
	gz_check "help $c" says "^usage: dpdk-test-accel $c " help "$c"
done
unknown_help() {
	"$BUILD/app/dpdk-test-accel" help nothing 2>"$FILES/log"
	[ $? = 2 ] && grep -q "'nothing' is not a command" "$FILES/log"
}
gz_check "help nothing" unknown_help
rm -rf "$GZ"
