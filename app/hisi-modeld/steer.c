/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file What an administrator can do to a device, without the daemon. */

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "options.h"

#include "modeld.h"

#define CLASS "/sys/class/uacce/"
#define PARENT "hisi_vacc."

/* The parent of a virtual device is hisi_vacc.NUMBER. */
static int
number_of(const char *name, uint32_t *number)
{
	char path[PATH_MAX], target[PATH_MAX];
	const char *base;
	ssize_t n;

	if (strchr(name, '/') != NULL ||
	    snprintf(path, sizeof(path), CLASS "%s/device", name) >=
	    (int)sizeof(path))
		return -EINVAL;
	n = readlink(path, target, sizeof(target) - 1);
	if (n < 0)
		return -errno;
	target[n] = '\0';
	base = strrchr(target, '/');
	base = base != NULL ? base + 1 : target;
	if (strncmp(base, PARENT, strlen(PARENT)) != 0)
		return -ENOTTY;
	*number = strtoul(base + strlen(PARENT), NULL, 10);
	return 0;
}

static int
on_or_off(const char *option, const char *text, uint32_t *value)
{
	*value = strcmp(text, "on") == 0;
	if (*value || strcmp(text, "off") == 0)
		return 0;
	accel_usage_error(MODELD, "--%s %s is neither on nor off", option,
			  text);
	return -EINVAL;
}

static int
microseconds(const char *text, uint32_t *value)
{
	unsigned long v;
	char *end;

	errno = 0;
	v = strtoul(text, &end, 10);
	if (!isdigit((unsigned char)*text) || *end != '\0' || errno != 0 ||
	    v > VACC_MAX_DELAY) {
		accel_usage_error(MODELD, "--delay-us %s is not a number from 0 to %u",
				  text, VACC_MAX_DELAY);
		return -EINVAL;
	}
	*value = v;
	return 0;
}

static int
set(int ctl, const char *what, unsigned long request, void *arg)
{
	if (ioctl(ctl, request, arg) == 0)
		return 0;
	accel_error(MODELD, "%s: %s%s", what, strerror(errno),
		    errno == ENXIO ? "; is " MODELD " running?" : "");
	return -1;
}

/* Carry out a request that was checked before. */
static int
carry_out(int ctl, const struct modeld_request *r, uint32_t device,
	  const uint32_t value[3])
{
	struct vacc_setting s = { .device = device };
	int ret = 0;

	if (r->delay_us != NULL) {
		s.value = value[0];
		ret |= set(ctl, "--delay-us", VACC_IOC_DELAY, &s);
	}
	if (r->stall != NULL) {
		s.value = value[1];
		ret |= set(ctl, "--stall", VACC_IOC_STALL, &s);
	}
	if (r->isolate != NULL) {
		s.value = value[2];
		ret |= set(ctl, "--isolate", VACC_IOC_ISOLATE, &s);
	}
	if (r->reset)
		ret |= set(ctl, "--reset", VACC_IOC_RESET, &device);
	return ret == 0 ? ACCEL_OK : ACCEL_FAILED;
}

int
modeld_steer(const struct modeld_request *r)
{
	uint32_t value[3] = { 0, 0, 0 };
	uint32_t device;
	int ret, ctl;

	if ((r->delay_us != NULL && microseconds(r->delay_us, &value[0])) ||
	    (r->stall != NULL && on_or_off("stall", r->stall, &value[1])) ||
	    (r->isolate != NULL && on_or_off("isolate", r->isolate, &value[2])))
		return ACCEL_USAGE;
	ret = number_of(r->device, &device);
	if (ret != 0) {
		accel_error(MODELD, "--device %s: %s; ls " CLASS " shows what there is",
			    r->device, ret == -ENOTTY ?
			    "not a virtual accelerator" : strerror(-ret));
		return ACCEL_FAILED;
	}
	ctl = open(VACC_CTL_PATH, O_RDWR | O_CLOEXEC);
	if (ctl < 0) {
		accel_error(MODELD, VACC_CTL_PATH ": %s", strerror(errno));
		return ACCEL_FAILED;
	}
	ret = carry_out(ctl, r, device, value);
	close(ctl);
	return ret;
}
