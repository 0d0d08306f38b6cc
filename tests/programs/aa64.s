// The same as x64.asm, for arm64.
//
//   aarch64-linux-gnu-as aa64.s -o aa64.o && aarch64-linux-gnu-objcopy -O binary aa64.o aa64.bin

        stp     x29, x30, [sp, #-16]!
        ldr     x0, [x1, #64]           // the system table's console
        ldr     x2, [x0, #8]            // OutputString
        adr     x1, words
        blr     x2
        mov     x0, #0x15               // EFI_ABORTED
        movk    x0, #0x8000, lsl #48
        ldp     x29, x30, [sp], #16
        ret
words:
