; What a BIOS starts: one line on the screen and on the first serial port, then wait for a key.
; Assembled twice, each time with the words for one way of starting:
;
;   nasm -f bin -D MEDIUM='"a stick"' bios.asm    sector 0 of the stick, at most 440 bytes
;   nasm -f bin -D MEDIUM='"a CD"' bios.asm       the El Torito boot image, no emulation
;
; The bytes stand in code.py; a test assembles this file again and compares.

        bits    16
        org     0x7C00

PORT    equ     0x3F8                   ; COM1
DIVISOR equ     1                       ; 115200 baud

        jmp     0:here                  ; a CD starts at 07C0:0000, a stick at 0000:7C00
here:   xor     ax, ax
        mov     ds, ax
        mov     ss, ax
        mov     sp, 0x7C00
        cld

        mov     dx, PORT + 3            ; line control: the divisor is at the first two ports now
        mov     al, 0x80
        out     dx, al
        mov     dx, PORT
        mov     al, DIVISOR
        out     dx, al
        inc     dx
        xor     al, al
        out     dx, al
        mov     dx, PORT + 3            ; 8 bits, no parity, 1 stop bit, data again
        mov     al, 3
        out     dx, al

        mov     si, text
next:   lodsb
        test    al, al
        jz      done
        call    serial
        mov     ah, 0x0E                ; teletype: print AL, move on
        mov     bx, 7                   ; page 0, grey
        int     0x10
        jmp     next

done:   xor     ah, ah                  ; wait for a key
        int     0x16
        jmp     0xFFFF:0                ; start the computer again

serial: push    ax
        mov     dx, PORT + 5            ; line status
        xor     cx, cx                  ; 65536 looks, for a port that never becomes ready
ready:  in      al, dx
        test    al, 0x20                ; room for a byte
        loopz   ready
        pop     ax
        mov     dx, PORT
        out     dx, al
        ret

text:   db      13, 10, "Stickwright demo: started by BIOS from ", MEDIUM, 13, 10
        db      "Take it out and press a key to restart.", 13, 10, 0
