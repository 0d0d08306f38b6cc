; What a BIOS finds in the first sector of a stick that only UEFI starts, and in the boot sector of
; its partition: it says so, waits for a key and starts the computer again.
;
;   nasm -f bin needs_uefi.asm
;
; It runs wherever it stands: at the beginning of a sector, or behind a file system's description.
; The bytes stand in needs_uefi.py; a test assembles this file again and compares.

        bits    16

        cld
        push    cs
        pop     ds
        call    here
here:   pop     si
        add     si, text - here
next:   lodsb
        test    al, al
        jz      done
        mov     ah, 0x0E                ; teletype: print AL, move on
        mov     bx, 7                   ; page 0, grey
        int     0x10
        jmp     next

done:   xor     ah, ah                  ; wait for a key
        int     0x16
        jmp     0xFFFF:0                ; start the computer again

text:   db      13, 10, "This stick needs UEFI: older BIOS PCs can't start it.", 13, 10
        db      "On a PC that has both, choose it as UEFI in the boot menu.", 13, 10
        db      "Take it out and press a key to restart.", 13, 10, 0
