; What UEFI starts as \EFI\BOOT\BOOTX64.EFI: one line on the screen and on the first serial port,
; then wait for a key and give the computer back to its firmware.
;
;   nasm -f bin uefi.asm
;
; A whole PE32+ file is written here by hand (Microsoft PE Format, "Optional Header"), so that
; no linker is needed. Nothing in it depends on where it is loaded. The bytes stand in code.py;
; a test assembles this file again and compares.

        bits    64
        org     0

PAGE    equ     0x1000                  ; sections in memory
BLOCK   equ     0x200                   ; sections in the file
PORT    equ     0x3F8                   ; COM1

; UEFI Specification 2.10, 4.3 (system table), 4.4 (boot services), 12.3 and 12.4 (consoles)
CON_IN          equ     48
CON_OUT         equ     64
BOOT_SERVICES   equ     96
OUTPUT_STRING   equ     8
WAIT_FOR_KEY    equ     16
WAIT_FOR_EVENT  equ     96
SET_WATCHDOG    equ     256

dos:    db      "MZ"
        times   0x3C - ($ - $$) db 0
        dd      pe

pe:     db      "PE", 0, 0
        dw      0x8664                  ; x86-64
        dw      2                       ; sections
        dd      0, 0, 0                 ; no date, no symbols
        dw      sections - optional
        dw      0x0022                  ; executable, large addresses

optional:
        dw      0x020B                  ; PE32+
        db      0, 0                    ; linker
        dd      BLOCK, BLOCK, 0         ; code, data, zeroed data
        dd      PAGE                    ; entry point
        dd      PAGE                    ; code begins
        dq      0                       ; wanted address: any
        dd      PAGE, BLOCK
        dw      0, 0, 0, 0, 0, 0        ; versions
        dd      0
        dd      3 * PAGE                ; size in memory
        dd      BLOCK                   ; size of these headers
        dd      0                       ; checksum: not looked at
        dw      10                      ; an EFI application
        dw      0x0100                  ; data is never run
        dq      0, 0, 0, 0              ; stack and heap: the firmware's
        dd      0
        dd      16                      ; directories
        times 5 dq 0
        dd      2 * PAGE, reloc_end - reloc
        times 10 dq 0

sections:
        db      ".text", 0, 0, 0
        dd      text_end - text, PAGE, BLOCK, text, 0, 0, 0
        dd      0x60000020              ; code, run, read
        db      ".reloc", 0, 0
        dd      reloc_end - reloc, 2 * PAGE, BLOCK, reloc, 0, 0, 0
        dd      0x42000040              ; data, read, thrown away after loading
        times   BLOCK - ($ - $$) db 0

text:   push    rbx
        push    rsi
        sub     rsp, 56                 ; 32 for those we call, one variable, alignment
        mov     rbx, rdx                ; the system table

        mov     rcx, [rbx + CON_OUT]
        lea     rdx, [rel words]
        call    [rcx + OUTPUT_STRING]

        lea     rsi, [rel words]
next:   lodsw                           ; UTF-16, all of it ASCII
        test    ax, ax
        jz      done
        mov     r8d, eax
        mov     dx, PORT + 5            ; line status
        mov     ecx, 0x10000            ; looks, for a port that never becomes ready
ready:  in      al, dx
        test    al, 0x20                ; room for a byte
        loopz   ready
        mov     eax, r8d
        mov     dx, PORT
        out     dx, al
        jmp     next

done:   mov     rax, [rbx + BOOT_SERVICES]
        xor     ecx, ecx                ; or the watchdog restarts the computer after five minutes
        xor     edx, edx
        xor     r8d, r8d
        xor     r9d, r9d
        call    [rax + SET_WATCHDOG]

        mov     rdx, [rbx + CON_IN]
        test    rdx, rdx
        jz      leave                   ; no keyboard
        add     rdx, WAIT_FOR_KEY       ; where the event stands
        mov     ecx, 1                  ; one event
        lea     r8, [rsp + 40]          ; which one came
        mov     rax, [rbx + BOOT_SERVICES]
        call    [rax + WAIT_FOR_EVENT]

leave:  xor     eax, eax                ; success
        add     rsp, 56
        pop     rsi
        pop     rbx
        ret

words:  dw      13, 10
        dw      __utf16__("Stickwright demo: started by UEFI"), 13, 10
        dw      __utf16__("Take it out and press a key to go on."), 13, 10, 0
text_end:
        times   2 * BLOCK - ($ - $$) db 0

reloc:  dd      PAGE, reloc_end - reloc ; one block that changes nothing: some firmware asks for it
        dw      0, 0
reloc_end:
        times   3 * BLOCK - ($ - $$) db 0
