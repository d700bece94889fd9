# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# The files that kernel/ installs: module options, udev rule, group.

. "$TOP/test/vm/guest.sh"
INST=/run/inst
GID=990
# The machine is a chroot; udevadm would do nothing.
export SYSTEMD_IGNORE_CHROOT=1

# As `make modules_install` and `depmod -a` leave them.
install_modules() {
	local to=$INST/lib/modules/$(uname -r)
	mkdir -p "$to" && cp "$MODULES"/*.ko "$to/" &&
		touch "$to/modules.order" "$to/modules.builtin" &&
		depmod -b "$INST"
}

install_config() {
	make -s -C "$TOP/kernel" install-config DESTDIR="$INST"
}

# modprobe loads the framework first, and takes the options.
modprobe_works() {
	modprobe -d "$INST" -C "$INST/etc/modprobe.d" -a hisi_vacc uacce_pin ||
		return 1
	[ "$(cat /sys/module/hisi_vacc/parameters/queues)" = 64 ] &&
		[ "$(ls /sys/class/uacce | wc -l)" = 3 ]
}

sysusers_makes_the_group() {
	mkdir -p $INST/etc
	systemd-sysusers --root=$INST hisi-uacce.conf &&
		grep '^uacce:' $INST/etc/group
}

# udevd knows the group from /etc/group; the root of the machine is read-only.
start_udevd() {
	cp /etc/group /run/group
	echo "uacce:x:$GID:" >>/run/group
	mount --bind /run/group /etc/group || return 1
	mkdir -p /run/udev/rules.d
	cp $INST/usr/lib/udev/rules.d/60-hisi-uacce.rules /run/udev/rules.d/
	/usr/lib/systemd/systemd-udevd --daemon &&
		udevadm trigger --action=add --subsystem-match=uacce \
			--subsystem-match=misc && udevadm settle -t 300
}

modes() {
	stat -c '%n %U:%G %a' /dev/hisi_* /dev/uacce_ctrl
	[ "$(stat -c '%U:%G %a' /dev/hisi_{sec2,hpre,zip}-* | sort -u)" = \
		"root:uacce 660" ] &&
		[ "$(stat -c '%U:%G %a' /dev/hisi_vacc_ctl)" = "root:root 600" ] &&
		[ "$(stat -c '%U:%G %a' /dev/uacce_ctrl)" = "root:root 600" ]
}

modes_after_plugging() {
	echo hisi_vacc.1 >/sys/bus/platform/drivers/hisi_vacc/unbind
	echo hisi_vacc.1 >/sys/bus/platform/drivers/hisi_vacc/bind
	udevadm settle -t 300
	modes
}

# as GROUP COMMAND...: an ordinary user with that group.
as() {
	local group=$1
	shift
	setpriv --reuid 65534 --regid "$group" --clear-groups "$@"
}

member_uses_a_queue() {
	as $GID "$BUILD/test/vm/vm_address_cases" AS1_AS2_one_pointer_for_all_queues |
		grep '^PASS'
}

others_are_refused() {
	as 65534 bash -c "exec 3<>/dev/$(device zip)" 2>&1 |
		grep 'Permission denied'
}

check install_config install_config
check modules_by_depmod install_modules
check modprobe_takes_the_options modprobe_works
check sysusers_makes_the_group sysusers_makes_the_group
check udev_starts start_udevd
check udev_rule_gives_the_group modes
check udev_rule_after_plugging modes_after_plugging
check daemon start_daemon
check member_uses_a_queue member_uses_a_queue
check others_are_refused others_are_refused
stop_daemon
end
