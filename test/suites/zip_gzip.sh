# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# dpdk-test-accel gzip and gunzip against gzip(1), for the suite zip. Source
# it after dpdk_plugins. Used: FILES, a folder with the files text, binary,
# compressed, zeros and random.

GZ=$FILES/gz
mkdir "$GZ"

# accel COMMAND FILE VDEV [OPTION...]: run dpdk-test-accel.
accel() {
	local command=$1 file=$2 vdev=$3
	shift 3
	timeout -k 5 "$DPDK_LIMIT" "$BUILD/app/dpdk-test-accel" "$command" \
		"$file" "$@" -- --no-huge -m 512 --no-pci \
		--file-prefix "hisi-gz-$$" --lcores "$LCORES" \
		-d "$DRIVERS/librte_compress_hisi_zip.so" --vdev "$vdev" \
		</dev/null >"$FILES/log" 2>&1
}

# gz_check LABEL COMMAND...: a case; what the commands print says why.
gz_check() {
	local label=$1 why
	shift
	if why=$("$@" 2>&1); then
		passed "$label"
	else
		tail -n 3 "$FILES/log"
		failed "$label" "$why"
	fi
}

# there_and_back VDEV FILE: what we write is read by gzip(1) and by us.
there_and_back() {
	rm -f "$GZ"/*
	accel gzip "$2" "$1" --output "$GZ/z.gz" || { echo "gzip fails"; return 1; }
	gzip -t "$GZ/z.gz" && gzip -dc "$GZ/z.gz" | cmp - "$2" || return 1
	accel gunzip "$GZ/z.gz" "$1" || { echo "gunzip fails"; return 1; }
	cmp "$GZ/z" "$2" || return 1
	[ "$(ls "$GZ")" = "$(printf 'z\nz.gz')" ] || echo "more files: $(ls "$GZ")"
}

# from_gzip VDEV FILE ARCHIVE: what others write is read by us.
from_gzip() {
	rm -f "$GZ"/*
	accel gunzip "$3" "$1" --output "$GZ/out" || { echo "gunzip fails"; return 1; }
	cmp "$GZ/out" "$2"
}

# refused STATUS TEXT COMMAND FILE VDEV [OPTION...]: an error that says TEXT,
# and the folder is as it was before.
refused() {
	local status=$1 text=$2 before after rc
	shift 2
	before=$(cd "$GZ" && sha256sum ./*)
	accel "$@"
	rc=$?
	after=$(cd "$GZ" && sha256sum ./*)
	[ $rc = "$status" ] || { echo "status $rc"; return 1; }
	grep -q "error: .*$text" "$FILES/log" || { echo "no '$text'"; return 1; }
	[ "$before" = "$after" ] || { echo "left behind: $after"; return 1; }
}

head -c 1 "$FILES/text" >"$FILES/one"
head -c 49152 "$FILES/binary" >"$FILES/chunk"
head -c 49153 "$FILES/binary" >"$FILES/chunk1"
head -c 8000000 /dev/zero >"$FILES/manyzeros"
for f in text random manyzeros one; do
	gzip -9c "$FILES/$f" >"$FILES/$f.9.gz"
	gzip -1c "$FILES/$f" >"$FILES/$f.1.gz"
done
# All optional parts of a header, an empty member, members that are alike.
python3 -c 'import sys, struct, zlib
data = open(sys.argv[1] + "/text", "rb").read()
z = zlib.compressobj(6, zlib.DEFLATED, -15)
head = struct.pack("<BBBBIBB", 31, 139, 8, 0x1f, 0, 0, 3)
head += struct.pack("<H2sH3s", 7, b"XY", 3, b"abc") + b"name\0comment\0"
head += struct.pack("<H", zlib.crc32(head) & 0xffff)
tail = struct.pack("<II", zlib.crc32(data), len(data))
open(sys.argv[1] + "/header.gz", "wb").write(
    head + z.compress(data) + z.flush() + tail)' "$FILES" ||
	die "python3 cannot write a gzip file"
gzip -c </dev/null >"$FILES/members.gz"
cat "$FILES/text.9.gz" "$FILES/text.9.gz" >>"$FILES/members.gz"
gzip -dc "$FILES/members.gz" >"$FILES/members"

hisi=compress_hisi_zip,device=model
for vdev in $hisi,gen=v3 $hisi,gen=v2 $hisi,gen=v5,mode=thread,threads=2 \
	    compress_isal compress_zlib; do
	name=${vdev#*model,}
	for f in one text binary compressed chunk chunk1 random manyzeros; do
		gz_check "gzip $name $f" there_and_back $vdev "$FILES/$f"
	done
	for f in one text random manyzeros; do
		gz_check "gunzip $name gzip -1 $f" \
			from_gzip $vdev "$FILES/$f" "$FILES/$f.1.gz"
		gz_check "gunzip $name gzip -9 $f" \
			from_gzip $vdev "$FILES/$f" "$FILES/$f.9.gz"
	done
	gz_check "gunzip $name full header" \
		from_gzip $vdev "$FILES/text" "$FILES/header.gz"
done
gz_check "gunzip v3 members" \
	from_gzip $hisi,gen=v3 "$FILES/members" "$FILES/members.gz"
gz_check "gunzip v2 members" \
	from_gzip $hisi,gen=v2 "$FILES/members" "$FILES/members.gz"

# Every error. Files with damage lie in the folder that must not change.
rm -f "$GZ"/*
cp "$FILES/text" "$FILES/text.9.gz" "$GZ"
size=$(stat -c %s "$FILES/text.9.gz")
: >"$GZ/empty.gz"
echo "kept" >"$GZ/kept"
# damage NAME OFFSET: one byte of text.9.gz.
damage() {
	python3 -c 'import sys
data = bytearray(open(sys.argv[1], "rb").read())
data[int(sys.argv[3])] ^= 0x55
open(sys.argv[2], "wb").write(data)' "$FILES/text.9.gz" "$GZ/$1.gz" "$2"
}
damage magic 1
damage method 2
damage flags 3
damage data $((size / 2))
damage sum $((size - 8))
damage length $((size - 4))
{ cat "$FILES/text.9.gz"; echo garbage; } >"$GZ/tail.gz"
for n in 1 9 12 5000 $((size - 9)) $((size - 8)) $((size - 1)); do
	head -c "$n" "$FILES/text.9.gz" >"$GZ/cut$n.gz"
done
accel gzip "$FILES/text" $hisi --output "$GZ/ours.gz"
head -c 30000 "$GZ/ours.gz" >"$GZ/oursc.gz"

error() {
	gz_check "error: $1" refused "${@:2}"
}
error "missing" 1 "No such file" gzip "$GZ/none" $hisi
error "missing .gz" 1 "No such file" gunzip "$GZ/none.gz" $hisi
error "empty .gz" 1 "is empty" gunzip "$GZ/empty.gz" $hisi
error "folder" 1 "not a regular file" gzip "$GZ" $hisi
error "output exists" 1 "exists already" gzip "$GZ/text" $hisi \
	--output "$GZ/kept"
error "output exists, gunzip" 1 "exists already" gunzip "$GZ/text.9.gz" $hisi \
	--output "$GZ/kept"
error "no folder for the output" 1 "No such file" gzip "$GZ/text" $hisi \
	--output "$GZ/none/out"
error "no suffix" 2 "does not end in .gz" gunzip "$GZ/text" $hisi
error "no FILE" 2 "no FILE" gzip --output $hisi "$GZ/out"
error "no such device" 1 "no compress device of that name" gzip "$GZ/text" \
	$hisi --device other
error "no compress device" 1 "has no compress device" gzip "$GZ/text" \
	crypto_null
for vdev in $hisi,gen=v3 $hisi,gen=v2 compress_isal compress_zlib; do
	name=${vdev#*model,}
	error "magic, $name" 1 "wrong magic" gunzip "$GZ/magic.gz" $vdev
	error "method, $name" 1 "not DEFLATE" gunzip "$GZ/method.gz" $vdev
	error "flags, $name" 1 "flags\|header" gunzip "$GZ/flags.gz" $vdev
	error "data, $name" 1 "damaged data\|checksum\|within" \
		gunzip "$GZ/data.gz" $vdev
	error "checksum, $name" 1 "wrong checksum" gunzip "$GZ/sum.gz" $vdev
	error "our file cut, $name" 1 "within" gunzip "$GZ/oursc.gz" $vdev
done
for vdev in $hisi,gen=v3 $hisi,gen=v2; do
	name=${vdev#*model,}
	error "length, $name" 1 "wrong length" gunzip "$GZ/length.gz" $vdev
	error "garbage behind, $name" 1 "wrong magic" gunzip "$GZ/tail.gz" $vdev
	for n in 1 9 12 5000 $((size - 9)) $((size - 8)) $((size - 1)); do
		error "cut at $n, $name" 1 "magic\|within" \
			gunzip "$GZ/cut$n.gz" $vdev
	done
done
# Without streams the error of the device is all there is to tell.
for vdev in compress_isal compress_zlib; do
	for f in length tail cut5000 cut$((size - 1)) members; do
		[ $f = members ] && cp "$FILES/members.gz" "$GZ"
		error "$f, $vdev" 1 "" gunzip "$GZ/$f.gz" $vdev
	done
done

# The limit of a disk, and a signal in the middle.
limited() {
	(ulimit -f 10 && refused 1 "File too large" "$@")
}
gz_check "error: no space" limited gunzip "$GZ/text.9.gz" $hisi \
	--output "$GZ/out"
stopped() {
	local pid i rc early=0
	rm -f "$GZ"/*
	"$BUILD/app/dpdk-test-accel" gzip "$FILES/long" \
		--output "$GZ/out" -- --no-huge -m 512 --no-pci \
		--file-prefix "hisi-gz-$$" --lcores "$LCORES" \
		-d "$DRIVERS/librte_compress_hisi_zip.so" --vdev $hisi \
		</dev/null >"$FILES/log" 2>&1 &
	pid=$!
	on_exit kill_job $pid
	for ((i = 0; i < 600; i++)); do
		# The output has begun when its file has bytes.
		[ -n "$(find "$GZ" -type f -size +0)" ] && break
		kill -0 "$pid" 2>/dev/null || break
		sleep 0.1
	done
	[ -n "$(ls "$GZ")" ] || early=1
	kill "$pid"
	wait "$pid"
	rc=$?
	[ $early = 0 ] || { echo "no output is being written"; return 1; }
	[ $rc = 1 ] || { echo "status $rc"; return 1; }
	[ -z "$(ls "$GZ")" ] || { echo "left behind: $(ls "$GZ")"; return 1; }
	grep -q "stopped by a signal" "$FILES/log"
}
for ((i = 0; i < 1000; i++)); do
	cat "$FILES/random"
done >"$FILES/long"
gz_check "error: signal" stopped
rm -rf "$FILES/long" "$GZ"
