; What UEFI starts on x64: one line on its console, then back with EFI_ABORTED, so that the firmware
; goes on with its next boot option.
;
;   nasm -f bin x64.asm
;
; The words follow as UTF-16. UEFI Specification 2.10, 4.3 (system table), 12.4 (text output).
; The bytes stand in tests/support_programs.py; a test assembles this file again and compares.

        bits    64

        sub     rsp, 40                 ; 32 for those we call, alignment
        mov     rcx, [rdx + 64]         ; the system table's console
        lea     rdx, [rel words]
        call    [rcx + 8]               ; OutputString
        mov     rax, 0x8000000000000015 ; EFI_ABORTED
        add     rsp, 40
        ret
        align   2, db 0
words:
