; The same as x64.asm, for ia32.
;
;   nasm -f bin ia32.asm

        bits    32

        mov     eax, [esp + 8]          ; the system table
        mov     ecx, [eax + 44]         ; its console
        call    here
here:   pop     edx
        add     edx, words - here
        push    edx
        push    ecx
        call    [ecx + 4]               ; OutputString
        add     esp, 8
        mov     eax, 0x80000015         ; EFI_ABORTED
        ret
words:
