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
 * QEMU's own table declares the slots that are in use, by names made of slot
 * and function; a second object for a slot would not be seen.
 */
DefinitionBlock ("", "SSDT", 2, "HISIPM", "PCIFUNCS", 1)
{
    External (\_SB.PCI0, DeviceObj)
    External (\_SB.PCI0.S10, DeviceObj)
    External (\_SB.PCI0.S18, DeviceObj)
    External (\_SB.PCI0.S20, DeviceObj)

    Scope (\_SB.PCI0)
    {
        Scope (S10)
        {
            OperationRegion (CFG, PCI_Config, 0xC4, 4)
            Field (CFG, DWordAcc, NoLock, Preserve) { RSTW, 32 }
            Method (ZRST, 0, Serialized)
            {
                RSTW = One
                Return (Zero)
            }
        }
        Scope (S18)
        {
            OperationRegion (CFG, PCI_Config, 0xC4, 4)
            Field (CFG, DWordAcc, NoLock, Preserve) { RSTW, 32 }
            Method (SRST, 0, Serialized)
            {
                RSTW = One
                Return (Zero)
            }
        }
        Scope (S20)
        {
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
