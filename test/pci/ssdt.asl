/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * What the platform's firmware offers for the functions (qm.md 10.1): methods
 * that reset a controller, and HPRE's _DSM that switches it to MSI (hpre.md
 * 11.2, B8). The functions sit in slots 2, 3 and 4 of the root bus.
 *
 * A reset method writes the word that hisi-pcid has for it in configuration
 * space, at 0xC4 (app/hisi-pcid/config.c).
 *
 * QEMU's own table of a PC declares the slots that are in use, by names made
 * of slot and function; a second object for a slot would not be seen. Its
 * table of an arm64 machine declares none: -D OWN_SLOTS.
 */
#ifdef OWN_SLOTS
#define SLOT2 Device (S10)
#define SLOT3 Device (S18)
#define SLOT4 Device (S20)
#define ADDRESS2 Name (_ADR, 0x00020000)
#define ADDRESS3 Name (_ADR, 0x00030000)
#define ADDRESS4 Name (_ADR, 0x00040000)
#else
#define SLOT2 Scope (S10)
#define SLOT3 Scope (S18)
#define SLOT4 Scope (S20)
#define ADDRESS2
#define ADDRESS3
#define ADDRESS4
#endif

DefinitionBlock ("", "SSDT", 2, "HISIPM", "PCIFUNCS", 1)
{
    External (\_SB.PCI0, DeviceObj)
#ifndef OWN_SLOTS
    External (\_SB.PCI0.S10, DeviceObj)
    External (\_SB.PCI0.S18, DeviceObj)
    External (\_SB.PCI0.S20, DeviceObj)
#endif

    Scope (\_SB.PCI0)
    {
        SLOT2
        {
            ADDRESS2
            OperationRegion (CFG, PCI_Config, 0xC4, 4)
            Field (CFG, DWordAcc, NoLock, Preserve) { RSTW, 32 }
            Method (ZRST, 0, Serialized)
            {
                RSTW = One
                Return (Zero)
            }
        }
        SLOT3
        {
            ADDRESS3
            OperationRegion (CFG, PCI_Config, 0xC4, 4)
            Field (CFG, DWordAcc, NoLock, Preserve) { RSTW, 32 }
            Method (SRST, 0, Serialized)
            {
                RSTW = One
                Return (Zero)
            }
        }
        SLOT4
        {
            ADDRESS4
            OperationRegion (CFG, PCI_Config, 0xC4, 4)
            Field (CFG, DWordAcc, NoLock, Preserve) { RSTW, 32 }
            Method (HRST, 0, Serialized)
            {
                RSTW = One
                Return (Zero)
            }
            Method (_DSM, 4, Serialized)
            {
                If (Arg0 == ToUUID ("b06b81ab-0134-4a45-9b0c-483447b95fa7"))
                {
                    Switch (ToInteger (Arg2))
                    {
                        Case (0) { Return (Buffer () { 0x03 }) }
                        Case (1) { Return (Zero) }
                    }
                }
                Return (Buffer () { 0x00 })
            }
        }
    }
}
