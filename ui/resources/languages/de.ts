<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>asking</name>
    <message numerus="yes">
        <source>%n (drive|drives) will hold half an image and will not boot. What was on them is gone already. You can write to them again at any time.</source>
        <comment>stop.title</comment>
        <translation>
            <numerusform>%n Laufwerk enthält dann ein halbes Abbild und startet nicht. Der alte Inhalt ist bereits verloren. Sie können jederzeit neu darauf schreiben.</numerusform>
            <numerusform>%n Laufwerke enthalten dann ein halbes Abbild und starten nicht. Der alte Inhalt ist bereits verloren. Sie können jederzeit neu darauf schreiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>undo.title</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Go on</source>
        <comment>undo.stop</comment>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>If you close the window, the check stops and the drive will not boot: the start of the image is written last.</source>
        <comment>quit.title</comment>
        <translation>Wenn Sie das Fenster schließen, endet die Prüfung und das Laufwerk startet nicht: Der Anfang des Abbilds wird zuletzt geschrieben.</translation>
    </message>
    <message>
        <source>If you close the window, writing stops and the drive will not boot.</source>
        <comment>quit.title</comment>
        <translation>Wenn Sie das Fenster schließen, endet das Schreiben, und das Laufwerk startet nicht.</translation>
    </message>
    <message>
        <source>If you close the window, writing stops, and {drive} will hold nothing that can be used. Its old contents are gone already.</source>
        <comment>format.quit</comment>
        <translation>Wenn Sie das Fenster schließen, wird das Schreiben abgebrochen, und {drive} enthält dann nichts Brauchbares. Der alte Inhalt ist bereits verloren.</translation>
    </message>
    <message>
        <source>If you close the window, {drive} stays half put back. You can go on with it later.</source>
        <comment>undo.quit</comment>
        <translation>Wenn Sie das Fenster schließen, bleibt {drive} halb zurückgeschrieben. Sie können später damit weitermachen.</translation>
    </message>
    <message>
        <source>Keep checking</source>
        <comment>skip.title</comment>
        <translation>Weiter prüfen</translation>
    </message>
    <message>
        <source>Keep writing</source>
        <comment>stop.title</comment>
        <translation>Weiterschreiben</translation>
    </message>
    <message>
        <source>Only the start of the drive was overwritten. Its old contents can mostly be put back.</source>
        <comment>stop.early</comment>
        <translation>Nur der Anfang des Laufwerks wurde überschrieben. Sein alter Inhalt kann größtenteils zurückgeschrieben werden.</translation>
    </message>
    <message>
        <source>Put back</source>
        <comment>undo.title</comment>
        <translation>Zurückschreiben</translation>
    </message>
    <message>
        <source>Put back what was there before?</source>
        <comment>undo.title</comment>
        <translation>Zurückschreiben, was vorher da war?</translation>
    </message>
    <message>
        <source>Putting back is not finished</source>
        <comment>undo.quit</comment>
        <translation>Das Zurückschreiben ist nicht fertig</translation>
    </message>
    <message>
        <source>Skip</source>
        <comment>skip.title</comment>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Skip the check instead to have it finished.</source>
        <comment>stop.check</comment>
        <translation>Überspringen Sie stattdessen die Prüfung, dann wird es fertig.</translation>
    </message>
    <message>
        <source>Skip the check?</source>
        <comment>skip.title</comment>
        <translation>Prüfung überspringen?</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>stop.title</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop all</source>
        <comment>stop.title</comment>
        <translation>Alle abbrechen</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <comment>quit.title</comment>
        <translation>Abbrechen und schließen</translation>
    </message>
    <message>
        <source>Stop and put back</source>
        <comment>stop.early</comment>
        <translation>Abbrechen und zurückschreiben</translation>
    </message>
    <message>
        <source>Stop checking all drives?</source>
        <comment>stop.check</comment>
        <translation>Prüfung aller Laufwerke abbrechen?</translation>
    </message>
    <message>
        <source>Stop checking?</source>
        <comment>stop.check</comment>
        <translation>Prüfung abbrechen?</translation>
    </message>
    <message>
        <source>Stop putting back?</source>
        <comment>undo.stop</comment>
        <translation>Zurückschreiben abbrechen?</translation>
    </message>
    <message>
        <source>Stop writing to all drives?</source>
        <comment>stop.title</comment>
        <translation>Das Schreiben auf alle Laufwerke abbrechen?</translation>
    </message>
    <message>
        <source>Stop writing?</source>
        <comment>stop.title</comment>
        <translation>Schreiben abbrechen?</translation>
    </message>
    <message numerus="yes">
        <source>The start of the image is written last: if you stop now, %n (drive|drives) will not boot.</source>
        <comment>stop.check</comment>
        <translation>
            <numerusform>Der Anfang des Abbilds wird zuletzt geschrieben: Wenn Sie jetzt abbrechen, startet %n Laufwerk nicht.</numerusform>
            <numerusform>Der Anfang des Abbilds wird zuletzt geschrieben: Wenn Sie jetzt abbrechen, starten %n Laufwerke nicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>The start of the image is written last: if you stop now, {drive} will not boot.</source>
        <comment>stop.check</comment>
        <translation>Der Anfang des Abbilds wird zuletzt geschrieben: Wenn Sie jetzt abbrechen, startet {drive} nicht.</translation>
    </message>
    <message>
        <source>What a quick test overwrote on {drive} is put back. The drive is read first, and changed only if nothing else was written to it since.</source>
        <comment>undo.title</comment>
        <translation>Was ein Schnelltest auf {drive} überschrieben hat, wird zurückgeschrieben. Das Laufwerk wird erst gelesen und nur geändert, wenn seitdem nichts anderes darauf geschrieben wurde.</translation>
    </message>
    <message>
        <source>What a stopped write overwrote at the start of {drive} is put back. The drive is read first, and changed only if nothing else was written to it since.</source>
        <comment>undo.title</comment>
        <translation>Was ein abgebrochener Schreibvorgang am Anfang von {drive} überschrieben hat, wird zurückgeschrieben. Das Laufwerk wird vorher gelesen und nur geändert, wenn seither nichts anderes darauf geschrieben wurde.</translation>
    </message>
    <message>
        <source>Without it nobody knows whether the drive kept everything.</source>
        <comment>skip.title</comment>
        <translation>Ohne sie weiß niemand, ob das Laufwerk alles behalten hat.</translation>
    </message>
    <message>
        <source>Without it nobody knows whether the drive kept everything. About {time} are left.</source>
        <comment>skip.title: 35 seconds</comment>
        <translation>Ohne sie weiß niemand, ob das Laufwerk alles behalten hat. Es dauert noch etwa {time}.</translation>
    </message>
    <message>
        <source>Writing is not finished</source>
        <comment>quit.title</comment>
        <translation>Das Schreiben ist noch nicht fertig</translation>
    </message>
    <message>
        <source>{drive} stays as it is. Nobody knows then whether it kept everything.</source>
        <comment>stop.check</comment>
        <translation>{drive} bleibt, wie es ist. Niemand weiß dann, ob es alles behalten hat.</translation>
    </message>
    <message>
        <source>{drive} will be half put back and can’t be used before you go on with it.</source>
        <comment>undo.stop</comment>
        <translation>{drive} ist dann halb zurückgeschrieben und nicht zu gebrauchen, bis Sie damit weitermachen.</translation>
    </message>
    <message>
        <source>{drive} will hold half an image and will not boot. Its old contents are gone already. You can write to it again at any time.</source>
        <comment>stop.title</comment>
        <translation>{drive} enthält dann ein halbes Abbild und startet nicht. Der alte Inhalt ist bereits verloren. Sie können jederzeit neu darauf schreiben.</translation>
    </message>
    <message>
        <source>{drive} will hold nothing that can be used. Its old contents are gone already. You can do this again at any time.</source>
        <comment>format.stop</comment>
        <translation>{drive} enthält dann nichts Brauchbares. Der alte Inhalt ist schon weg. Sie können das jederzeit noch einmal tun.</translation>
    </message>
</context>
<context>
    <name>backup</name>
    <message numerus="yes">
        <source>%n (place could not be read; it is zeros|places could not be read; they are zeros) in the file and listed beside it.</source>
        <comment>backup.done</comment>
        <translation>
            <numerusform>%n Stelle war nicht lesbar; sie ist in der Datei Null und daneben aufgelistet.</numerusform>
            <numerusform>%n Stellen waren nicht lesbar; sie sind in der Datei Null und daneben aufgelistet.</numerusform>
        </translation>
    </message>
    <message>
        <source>About {time} left, then it is summed up</source>
        <comment>backup.left</comment>
        <translation>Noch etwa {time}, dann wird die Prüfsumme gebildet</translation>
    </message>
    <message>
        <source>All else was compared once more and is the same, byte for byte.</source>
        <comment>backup.done</comment>
        <translation>Alles andere wurde noch einmal verglichen und ist Byte für Byte gleich.</translation>
    </message>
    <message>
        <source>All of it goes into one file, with its SHA-256 and a block map beside it.</source>
        <comment>backup.lead</comment>
        <translation>Alles kommt in eine Datei; daneben liegen SHA-256 und eine Blockkarte.</translation>
    </message>
    <message>
        <source>All of it is read. The file is read once more.</source>
        <comment>backup.sum</comment>
        <translation>Alles ist gelesen. Die Datei wird noch einmal gelesen.</translation>
    </message>
    <message>
        <source>All of the drive</source>
        <comment>backup.used</comment>
        <translation>Das ganze Laufwerk</translation>
    </message>
    <message>
        <source>Almost done</source>
        <comment>write.left</comment>
        <translation>Fast fertig</translation>
    </message>
    <message>
        <source>An earlier backup to this file is not finished</source>
        <comment>backup</comment>
        <translation>Eine frühere Sicherung in diese Datei ist nicht fertig</translation>
    </message>
    <message>
        <source>As large as the drive. Any program reads it.</source>
        <comment>backup.pack</comment>
        <translation>So groß wie das Laufwerk. Jedes Programm liest es.</translation>
    </message>
    <message>
        <source>Average {speed} read.</source>
        <comment>backup.sum</comment>
        <translation>Im Schnitt mit {speed} gelesen.</translation>
    </message>
    <message>
        <source>Back up</source>
        <comment>backup.start</comment>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Back up a drive</source>
        <comment>tools.backup</comment>
        <translation>Laufwerk sichern</translation>
    </message>
    <message>
        <source>Back up…</source>
        <comment>backup.start</comment>
        <translation>Sichern…</translation>
    </message>
    <message>
        <source>Change…</source>
        <comment>backup.file</comment>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Check it</source>
        <comment>backup.compare</comment>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Check it: the file against the drive</source>
        <comment>screen reader</comment>
        <translation>Die Datei mit dem Laufwerk vergleichen</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <comment>backup.file</comment>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Choose a folder on another disk.</source>
        <comment>backup</comment>
        <translation>Wählen Sie einen Ordner auf einem anderen Datenträger.</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>done.close</comment>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Compare</source>
        <comment>stage</comment>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compared</source>
        <comment>figure</comment>
        <translation>Verglichen</translation>
    </message>
    <message>
        <source>Comparing drive and file</source>
        <comment>backup.compare</comment>
        <translation>Laufwerk und Datei werden verglichen</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>options</comment>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Drive and file stay as they are.</source>
        <comment>backup.compare</comment>
        <translation>Laufwerk und Datei bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Drive and file were compared and are the same, byte for byte.</source>
        <comment>backup.done</comment>
        <translation>Laufwerk und Datei wurden verglichen und sind Byte für Byte gleich.</translation>
    </message>
    <message>
        <source>Either way the file can be written to a drive again, and looked into.</source>
        <comment>backup.options</comment>
        <translation>So oder so kann man die Datei wieder auf ein Laufwerk schreiben und hineinsehen.</translation>
    </message>
    <message>
        <source>File and drive are not the same</source>
        <comment>backup.differs</comment>
        <translation>Datei und Laufwerk sind nicht gleich</translation>
    </message>
    <message>
        <source>Finish</source>
        <comment>stage</comment>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Finishing</source>
        <comment>finish.title</comment>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Free space as well, and deleted files in it.</source>
        <comment>backup.used</comment>
        <translation>Auch freier Platz und gelöschte Dateien darin.</translation>
    </message>
    <message>
        <source>Go on</source>
        <comment>backup.again</comment>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>Go on</source>
        <comment>undo.stop</comment>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>Go on with it, or choose another file: nothing is lost.</source>
        <comment>backup</comment>
        <translation>Machen Sie damit weiter, oder wählen Sie eine andere Datei: Verloren ist nichts.</translation>
    </message>
    <message>
        <source>How it is saved</source>
        <comment>backup.options</comment>
        <translation>Wie gesichert wird</translation>
    </message>
    <message>
        <source>If you close the window, it stops. What was read so far is kept: choose the same file again to go on.</source>
        <comment>backup.quit</comment>
        <translation>Wenn Sie das Fenster schließen, bricht es ab. Was bisher gelesen ist, bleibt: Wählen Sie dieselbe Datei wieder, um weiterzumachen.</translation>
    </message>
    <message>
        <source>Image</source>
        <comment>backup.sum</comment>
        <translation>Abbild</translation>
    </message>
    <message>
        <source>It answers every request with an error. Try another port or cable; whoever recovers data may still get something off it.</source>
        <comment>backup.unreadable</comment>
        <translation>Es beantwortet jede Anfrage mit einem Fehler. Versuchen Sie einen anderen Anschluss oder ein anderes Kabel; ein Datenretter bekommt vielleicht noch etwas herunter.</translation>
    </message>
    <message>
        <source>It no longer holds what was read behind {place}. “Go on” reads that from the drive again.</source>
        <comment>backup.rotten</comment>
        <translation>Was hinter {place} gelesen wurde, steht nicht mehr darin. „Weitermachen“ liest es noch einmal vom Laufwerk.</translation>
    </message>
    <message>
        <source>It no longer holds what was saved behind {place}. Save the drive again.</source>
        <comment>backup.rotten</comment>
        <translation>Was hinter {place} gesichert wurde, steht nicht mehr darin. Sichern Sie das Laufwerk noch einmal.</translation>
    </message>
    <message>
        <source>No file chosen yet</source>
        <comment>backup.file</comment>
        <translation>Noch keine Datei gewählt</translation>
    </message>
    <message>
        <source>Not packed</source>
        <comment>backup.pack</comment>
        <translation>Nicht gepackt</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <comment>figure</comment>
        <translation>Noch nicht gelesen</translation>
    </message>
    <message>
        <source>Nothing is overwritten. Choose another file.</source>
        <comment>backup</comment>
        <translation>Überschrieben wird nichts. Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>Nothing of the drive can be read</source>
        <comment>backup.unreadable</comment>
        <translation>Vom Laufwerk ist nichts zu lesen</translation>
    </message>
    <message>
        <source>Nothing was read. Reading a drive needs your password or an administrator’s.</source>
        <comment>backup</comment>
        <translation>Es wurde nichts gelesen. Zum Lesen eines Laufwerks ist Ihr Passwort oder das eines Administrators nötig.</translation>
    </message>
    <message>
        <source>Now choose the drive to save.</source>
        <comment>backup.choose</comment>
        <translation>Wählen Sie jetzt das Laufwerk, das gesichert wird.</translation>
    </message>
    <message>
        <source>Of {drive} as it was read, saved as {file}.</source>
        <comment>backup.sum</comment>
        <translation>Von {drive}, wie es gelesen wurde, gesichert als {file}.</translation>
    </message>
    <message>
        <source>Of {drive} as it was read, saved as {file}. The one beside that is of the packed file.</source>
        <comment>backup.sum</comment>
        <translation>Von {drive}, wie es gelesen wurde, gesichert als {file}. Die daneben ist die der gepackten Datei.</translation>
    </message>
    <message>
        <source>Only as far as it is used</source>
        <comment>backup.used</comment>
        <translation>Nur, was belegt ist</translation>
    </message>
    <message>
        <source>Options</source>
        <comment>mode.options</comment>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Options: packed, and how far</source>
        <comment>screen reader</comment>
        <translation>Optionen: gepackt, und wie viel</translation>
    </message>
    <message>
        <source>Pack it</source>
        <comment>backup.pack</comment>
        <translation>Packen</translation>
    </message>
    <message>
        <source>Packed</source>
        <comment>backup.pack</comment>
        <translation>Gepackt</translation>
    </message>
    <message>
        <source>Prepare</source>
        <comment>stage</comment>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>Preparing</source>
        <comment>prep.title</comment>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>Read</source>
        <comment>figure</comment>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Read</source>
        <comment>screen reader</comment>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Read</source>
        <comment>stage</comment>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Read. Now summing it up.</source>
        <comment>screen reader</comment>
        <translation>Gelesen. Jetzt wird die Prüfsumme gebildet.</translation>
    </message>
    <message>
        <source>Reading</source>
        <comment>backup.read</comment>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>Reading around bad places</source>
        <comment>backup.rescue</comment>
        <translation>Um schlechte Stellen herum wird gelesen</translation>
    </message>
    <message>
        <source>Save to</source>
        <comment>backup.heading</comment>
        <translation>Sichern in</translation>
    </message>
    <message>
        <source>Saved</source>
        <comment>backup.done</comment>
        <translation>Gesichert</translation>
    </message>
    <message>
        <source>Saved as far as it could be read</source>
        <comment>backup.done</comment>
        <translation>Gesichert, soweit es lesbar war</translation>
    </message>
    <message>
        <source>Saving is not finished</source>
        <comment>backup.quit</comment>
        <translation>Die Sicherung ist nicht fertig</translation>
    </message>
    <message>
        <source>Smaller, and about as fast. The file ends in .zst.</source>
        <comment>backup.pack</comment>
        <translation>Kleiner und etwa so schnell. Die Datei endet auf .zst.</translation>
    </message>
    <message>
        <source>Smaller, and can still be looked into and written.</source>
        <comment>backup.pack</comment>
        <translation>Kleiner; hineinsehen und schreiben geht trotzdem.</translation>
    </message>
    <message>
        <source>Some places can’t be read</source>
        <comment>backup.rescue</comment>
        <translation>Manche Stellen sind nicht lesbar</translation>
    </message>
    <message>
        <source>Something wrote to it, or cut it off. Save the drive again.</source>
        <comment>backup.changed</comment>
        <translation>Etwas hat in sie geschrieben oder sie abgeschnitten. Das Laufwerk noch einmal sichern.</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>stop.title</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <comment>quit.title</comment>
        <translation>Abbrechen und schließen</translation>
    </message>
    <message>
        <source>Stop comparing?</source>
        <comment>backup.stop</comment>
        <translation>Vergleich abbrechen?</translation>
    </message>
    <message>
        <source>Stop saving?</source>
        <comment>backup.stop</comment>
        <translation>Sicherung abbrechen?</translation>
    </message>
    <message>
        <source>Stopped</source>
        <comment>stopped.title</comment>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Stopping. Waiting for the drive…</source>
        <comment>stop.waiting</comment>
        <translation>Wird abgebrochen. Warten auf das Laufwerk…</translation>
    </message>
    <message>
        <source>Stop…</source>
        <comment>stop.title</comment>
        <translation>Abbrechen…</translation>
    </message>
    <message>
        <source>Sum up</source>
        <comment>stage</comment>
        <translation>Prüfsumme</translation>
    </message>
    <message>
        <source>Summed up</source>
        <comment>figure</comment>
        <translation>Summiert</translation>
    </message>
    <message>
        <source>Summing up the file</source>
        <comment>backup.sum</comment>
        <translation>Die Prüfsumme wird gebildet</translation>
    </message>
    <message>
        <source>The computer slept meanwhile.</source>
        <comment>fail.sleep</comment>
        <translation>Der Computer war zwischendurch im Ruhezustand.</translation>
    </message>
    <message>
        <source>The disk for the file is full</source>
        <comment>backup</comment>
        <translation>Der Datenträger für die Datei ist voll</translation>
    </message>
    <message>
        <source>The drive is not answering. Waiting…</source>
        <comment>write.stall</comment>
        <translation>Das Laufwerk antwortet nicht. Warten…</translation>
    </message>
    <message>
        <source>The drive is only read</source>
        <comment>backup.lead</comment>
        <translation>Das Laufwerk wird nur gelesen</translation>
    </message>
    <message>
        <source>The drive is only read. Keep it plugged in.</source>
        <comment>backup.foot</comment>
        <translation>Das Laufwerk wird nur gelesen. Lassen Sie es eingesteckt.</translation>
    </message>
    <message>
        <source>The drive is read to its end.</source>
        <comment>backup.foot</comment>
        <translation>Das Laufwerk ist zu Ende gelesen.</translation>
    </message>
    <message>
        <source>The drive may be wearing out: all that reads well was saved first. What stays unreadable becomes zeros in the file, and is listed beside it.</source>
        <comment>backup.rescue</comment>
        <translation>Vielleicht verschleißt das Laufwerk: Was gut lesbar ist, wurde zuerst gesichert. Was nicht lesbar bleibt, wird in der Datei zu Nullen und daneben aufgelistet.</translation>
    </message>
    <message>
        <source>The file can’t be put there</source>
        <comment>backup</comment>
        <translation>Die Datei kann dort nicht angelegt werden</translation>
    </message>
    <message>
        <source>The file is not as it was saved</source>
        <comment>backup.changed</comment>
        <translation>Die Datei ist nicht mehr so, wie sie gesichert wurde</translation>
    </message>
    <message>
        <source>The file would lie on the drive itself</source>
        <comment>backup</comment>
        <translation>Die Datei läge auf dem Laufwerk selbst</translation>
    </message>
    <message>
        <source>The reading part stopped unexpectedly</source>
        <comment>backup.bug</comment>
        <translation>Der lesende Teil hat unerwartet aufgehört</translation>
    </message>
    <message>
        <source>The rest is saved. {size} could not be read so far and are tried again.</source>
        <comment>backup.rescue</comment>
        <translation>Der Rest ist gesichert. {size} ließen sich bisher nicht lesen und werden noch einmal versucht.</translation>
    </message>
    <message>
        <source>There is no room left in {folder}. Make room there, then go on: what was read is kept.</source>
        <comment>backup.full</comment>
        <translation>In {folder} ist kein Platz mehr. Schaffen Sie dort Platz, und machen Sie dann weiter: Was gelesen ist, bleibt.</translation>
    </message>
    <message>
        <source>They differ first at {place}. Something wrote to the drive since, or it gives other bytes than before.</source>
        <comment>backup.differs</comment>
        <translation>Sie unterscheiden sich zuerst bei {place}. Seither wurde auf das Laufwerk geschrieben, oder es liefert andere Bytes als vorher.</translation>
    </message>
    <message>
        <source>This drive can’t be read as a whole now</source>
        <comment>backup</comment>
        <translation>Dieses Laufwerk kann gerade nicht ganz gelesen werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <comment>backup.again</comment>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try again what could not be read</source>
        <comment>screen reader</comment>
        <translation>Noch einmal versuchen, was nicht lesbar war</translation>
    </message>
    <message>
        <source>Waiting for a drive.</source>
        <comment>bar.none</comment>
        <translation>Warten auf ein Laufwerk.</translation>
    </message>
    <message>
        <source>Waiting for permission…</source>
        <comment>bar.waiting</comment>
        <translation>Warten auf die Berechtigung…</translation>
    </message>
    <message>
        <source>What can’t be read is tried again.</source>
        <comment>backup.rescue</comment>
        <translation>Was sich nicht lesen lässt, wird noch einmal versucht.</translation>
    </message>
    <message>
        <source>What lies behind its volume is not saved.</source>
        <comment>backup.done</comment>
        <translation>Was hinter seinem Dateisystem liegt, ist nicht gesichert.</translation>
    </message>
    <message>
        <source>What was read is kept: “Go on” reads the rest.</source>
        <comment>backup.kept</comment>
        <translation>Was gelesen ist, bleibt: „Weitermachen“ liest den Rest.</translation>
    </message>
    <message>
        <source>What was read so far is kept, and you can go on with it. The drive stays as it is.</source>
        <comment>backup.stop</comment>
        <translation>Was bisher gelesen ist, bleibt, und Sie können damit weitermachen. Das Laufwerk bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Without free space, where partitions and file systems prove what that is. Deleted files are not saved then.</source>
        <comment>backup.used</comment>
        <translation>Ohne freien Platz, wo Partitionen und Dateisysteme belegen, was das ist. Gelöschte Dateien werden dann nicht gesichert.</translation>
    </message>
    <message>
        <source>You may not write to this folder</source>
        <comment>backup</comment>
        <translation>In diesen Ordner dürfen Sie nicht schreiben</translation>
    </message>
    <message>
        <source>a file</source>
        <comment>backup: in a sentence</comment>
        <translation>einer Datei</translation>
    </message>
    <message>
        <source>compared</source>
        <comment>map.legend</comment>
        <translation>verglichen</translation>
    </message>
    <message>
        <source>could not be read, {size} in all</source>
        <comment>map.legend</comment>
        <translation>nicht lesbar, zusammen {size}</translation>
    </message>
    <message>
        <source>end of what is used</source>
        <comment>map.axis</comment>
        <translation>Ende des Belegten</translation>
    </message>
    <message>
        <source>read</source>
        <comment>map.legend</comment>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>{done} were read. {kept}</source>
        <comment>backup.stopped</comment>
        <translation>{done} sind gelesen. {kept}</translation>
    </message>
    <message>
        <source>{drive} is saved to {file}. Nothing on the drive is changed.</source>
        <comment>backup.ready</comment>
        <translation>{drive} wird in {file} gesichert. Auf dem Laufwerk wird nichts verändert.</translation>
    </message>
    <message>
        <source>{drive} went away after {done}. What was read is kept: plug it in again, then go on.</source>
        <comment>backup.unplugged</comment>
        <translation>{drive} war nach {done} weg. Was gelesen ist, bleibt: Stecken Sie es wieder ein, und machen Sie dann weiter.</translation>
    </message>
    <message>
        <source>{drive} went away after {done}. What was read is kept: put it back as it was, then go on.</source>
        <comment>backup.unplugged</comment>
        <translation>{drive} war nach {done} weg. Was gelesen ist, bleibt: Bringen Sie ihn wieder in seinen alten Zustand, und machen Sie dann weiter.</translation>
    </message>
    <message>
        <source>{drive} went away before all of it was compared. The file stays as it is.</source>
        <comment>backup.unplugged</comment>
        <translation>{drive} war weg, bevor alles verglichen war. Die Datei bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>{left} of it are zeros, for nothing on the drive uses them.</source>
        <comment>backup.done</comment>
        <translation>{left} davon sind Nullen, denn nichts auf dem Laufwerk belegt sie.</translation>
    </message>
    <message>
        <source>{name} is there already</source>
        <comment>backup</comment>
        <translation>{name} gibt es schon</translation>
    </message>
    <message>
        <source>{percent} read</source>
        <comment>screen reader</comment>
        <translation>{percent} gelesen</translation>
    </message>
    <message>
        <source>{size} in a file of {stored}. SHA-256 beside it.</source>
        <comment>backup.done: Saved: …</comment>
        <translation>{size} in einer Datei von {stored}. Daneben liegt SHA-256.</translation>
    </message>
</context>
<context>
    <name>bar</name>
    <message numerus="yes">
        <source>%n (drive|drives) ({size} together)</source>
        <comment>bar.several</comment>
        <translation>
            <numerusform>%n Laufwerk ({size} zusammen)</numerusform>
            <numerusform>%n Laufwerken ({size} zusammen)</numerusform>
        </translation>
    </message>
    <message>
        <source>An incomplete image can’t be written. Choose another file.</source>
        <comment>bar.incomplete</comment>
        <translation>Ein unvollständiges Abbild kann nicht geschrieben werden. Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>Asking {host}…</source>
        <comment>web.asking</comment>
        <translation>{host} wird gefragt…</translation>
    </message>
    <message>
        <source>Everything on {drives} will be erased.</source>
        <comment>bar.several</comment>
        <translation>Alles auf {drives} wird gelöscht.</translation>
    </message>
    <message>
        <source>Everything on {drive} will be erased and replaced by {image}.</source>
        <comment>bar.ready</comment>
        <translation>Alles auf {drive} wird gelöscht und durch {image} ersetzt.</translation>
    </message>
    <message>
        <source>First choose one of its images.</source>
        <comment>bar.unusable: of an archive</comment>
        <translation>Wählen Sie erst eines seiner Abbilder.</translation>
    </message>
    <message>
        <source>Go on…</source>
        <comment>bar.resume</comment>
        <translation>Weitermachen…</translation>
    </message>
    <message>
        <source>It is being inspected again. Nothing was written.</source>
        <comment>img.changed</comment>
        <translation>Sie wird noch einmal untersucht. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>It was inspected again. Nothing was written.</source>
        <comment>img.changed</comment>
        <translation>Sie wurde noch einmal untersucht. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>Now choose the drive to write to.</source>
        <comment>bar.choose</comment>
        <translation>Wählen Sie jetzt das Laufwerk, auf das geschrieben wird.</translation>
    </message>
    <message>
        <source>Now tick the drives to write to.</source>
        <comment>bar.tick</comment>
        <translation>Haken Sie jetzt die Laufwerke an, auf die geschrieben wird.</translation>
    </message>
    <message>
        <source>Put back…</source>
        <comment>undo.title</comment>
        <translation>Zurückschreiben…</translation>
    </message>
    <message>
        <source>Reading the image…</source>
        <comment>img.reading</comment>
        <translation>Das Abbild wird gelesen…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <comment>bar.starting</comment>
        <translation>Wird gestartet…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <comment>stop.waiting</comment>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <source>The checksum does not match. Everything on {drive} would be erased all the same.</source>
        <comment>bar.checksum</comment>
        <translation>Die Prüfsumme stimmt nicht. Alles auf {drive} würde trotzdem gelöscht.</translation>
    </message>
    <message>
        <source>The drive would not boot. Everything on {drive} would be erased all the same.</source>
        <comment>bar.no-boot</comment>
        <translation>Das Laufwerk würde nicht starten. Alles auf {drive} würde trotzdem gelöscht.</translation>
    </message>
    <message>
        <source>The file changed</source>
        <comment>img.changed</comment>
        <translation>Die Datei hat sich geändert</translation>
    </message>
    <message>
        <source>The list of drives has just changed. Look again.</source>
        <comment>confirm.changed</comment>
        <translation>Die Liste der Laufwerke hat sich gerade geändert. Sehen Sie noch einmal hin.</translation>
    </message>
    <message>
        <source>The settings could not be read. What was damaged is as it was at first.</source>
        <comment>settings.damaged</comment>
        <translation>Die Einstellungen waren nicht alle lesbar. Was beschädigt war, ist wieder wie am Anfang.</translation>
    </message>
    <message>
        <source>The settings could not be saved ({why}). They hold until you close the window.</source>
        <comment>settings.not-kept</comment>
        <translation>Die Einstellungen konnten nicht gespeichert werden ({why}). Sie gelten, bis Sie das Fenster schließen.</translation>
    </message>
    <message>
        <source>They would not boot. Everything on {drives} would be erased all the same.</source>
        <comment>bar.no-boot</comment>
        <translation>Sie würden nicht starten. Alles auf {drives} würde trotzdem gelöscht.</translation>
    </message>
    <message>
        <source>This file can’t be written. Choose another one.</source>
        <comment>bar.unusable</comment>
        <translation>Diese Datei kann nicht geschrieben werden. Wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>This file can’t play a stick</source>
        <comment>drive.virtual</comment>
        <translation>Diese Datei kann keinen Stick ersetzen</translation>
    </message>
    <message>
        <source>Try again</source>
        <comment>bar.again</comment>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Waiting for a drive.</source>
        <comment>bar.none</comment>
        <translation>Warten auf ein Laufwerk.</translation>
    </message>
    <message>
        <source>Waiting for permission…</source>
        <comment>bar.waiting</comment>
        <translation>Warten auf die Berechtigung…</translation>
    </message>
    <message>
        <source>Write anew…</source>
        <comment>bar.resume</comment>
        <translation>Neu schreiben…</translation>
    </message>
    <message>
        <source>Write anyway…</source>
        <comment>bar.anyway</comment>
        <translation>Trotzdem schreiben…</translation>
    </message>
    <message numerus="yes">
        <source>Write {image} to %n (drive|drives)</source>
        <comment>screen reader</comment>
        <translation>
            <numerusform>{image} auf %n Laufwerk schreiben</numerusform>
            <numerusform>{image} auf %n Laufwerke schreiben</numerusform>
        </translation>
    </message>
    <message>
        <source>Write {image} to {drive}</source>
        <comment>screen reader</comment>
        <translation>{image} auf {drive} schreiben</translation>
    </message>
    <message>
        <source>Write…</source>
        <comment>bar.write</comment>
        <translation>Schreiben…</translation>
    </message>
    <message>
        <source>Writing {image} to {drive} ended at {percent}. What is on it already need not be written again.</source>
        <comment>bar.resume: 33%</comment>
        <translation>Das Schreiben von {image} auf {drive} endete bei {percent}. Was schon darauf ist, muss nicht noch einmal geschrieben werden.</translation>
    </message>
    <message>
        <source>Writing {image} to {drive} was not finished. What is on it already need not be written again.</source>
        <comment>bar.resume</comment>
        <translation>Das Schreiben von {image} auf {drive} wurde nicht fertig. Was schon darauf ist, muss nicht noch einmal geschrieben werden.</translation>
    </message>
    <message>
        <source>{count} drives</source>
        <comment>bar.checksum</comment>
        <translation>{count} Laufwerke</translation>
    </message>
    <message>
        <source>{drive} can’t be used: {why}</source>
        <comment>drive.blocked</comment>
        <translation>{drive} ist nicht verwendbar: {why}</translation>
    </message>
    <message>
        <source>{drive} was unplugged. Choose a drive.</source>
        <comment>drive.gone</comment>
        <translation>{drive} wurde abgezogen. Wählen Sie ein Laufwerk.</translation>
    </message>
</context>
<context>
    <name>burn</name>
    <message numerus="yes">
        <source>%n (session|sessions)</source>
        <comment>burn.disc</comment>
        <translation>
            <numerusform>%n Sitzung</numerusform>
            <numerusform>%n Sitzungen</numerusform>
        </translation>
    </message>
    <message>
        <source>A disc of files</source>
        <comment>burn.verdict</comment>
        <translation>Eine Disc mit Dateien</translation>
    </message>
    <message>
        <source>A disc with it may start a computer</source>
        <comment>burn.verdict</comment>
        <translation>Eine Disc damit startet vielleicht einen Computer</translation>
    </message>
    <message>
        <source>A disc with it starts a computer</source>
        <comment>burn.verdict</comment>
        <translation>Eine Disc damit startet einen Computer</translation>
    </message>
    <message>
        <source>Burn</source>
        <comment>burn.ask</comment>
        <translation>Brennen</translation>
    </message>
    <message>
        <source>Burn anyway…</source>
        <comment>burn.anyway</comment>
        <translation>Trotzdem brennen…</translation>
    </message>
    <message>
        <source>Burn the disc?</source>
        <comment>burn.ask</comment>
        <translation>Die Disc brennen?</translation>
    </message>
    <message>
        <source>Burn to a disc</source>
        <comment>burn.title</comment>
        <translation>Auf eine Disc brennen</translation>
    </message>
    <message>
        <source>Burned as it is, then read back and compared</source>
        <comment>burn.way</comment>
        <translation>So gebrannt, wie es ist, dann zurückgelesen und verglichen</translation>
    </message>
    <message>
        <source>Burn…</source>
        <comment>burn.burn</comment>
        <translation>Brennen…</translation>
    </message>
    <message>
        <source>Can be burned once</source>
        <comment>burn.disc</comment>
        <translation>Kann einmal gebrannt werden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>confirm.cancel</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Connect one, put in an empty disc, and look again.</source>
        <comment>burn.none</comment>
        <translation>Schließen Sie eines an, legen Sie eine leere Disc ein, und sehen Sie noch einmal nach.</translation>
    </message>
    <message>
        <source>Disc</source>
        <comment>heading</comment>
        <translation>Disc</translation>
    </message>
    <message>
        <source>Drives for discs, {count}</source>
        <comment>screen reader</comment>
        <translation>Laufwerke für Discs, {count}</translation>
    </message>
    <message>
        <source>Empty</source>
        <comment>burn.disc</comment>
        <translation>Leer</translation>
    </message>
    <message>
        <source>Erase and burn</source>
        <comment>burn.confirm</comment>
        <translation>Löschen und brennen</translation>
    </message>
    <message>
        <source>Erase the disc in {drive}?</source>
        <comment>burn.confirm</comment>
        <translation>Die Disc in {drive} löschen?</translation>
    </message>
    <message>
        <source>Everything on the disc in {drive} will be erased first.</source>
        <comment>burn.bar</comment>
        <translation>Alles auf der Disc in {drive} wird zuerst gelöscht.</translation>
    </message>
    <message>
        <source>Exact copy</source>
        <comment>mode.exact</comment>
        <translation>Exakte Kopie</translation>
    </message>
    <message>
        <source>Image</source>
        <comment>heading</comment>
        <translation>Abbild</translation>
    </message>
    <message>
        <source>Image: {title}</source>
        <comment>screen reader</comment>
        <translation>Abbild: {title}</translation>
    </message>
    <message>
        <source>It can be burned once: if anything goes wrong, the disc is lost.</source>
        <comment>burn.ask</comment>
        <translation>Sie kann nur einmal gebrannt werden: Wenn etwas schiefgeht, ist die Disc verloren.</translation>
    </message>
    <message>
        <source>Look again</source>
        <comment>burn.again</comment>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Looking at the disc…</source>
        <comment>burn.looking</comment>
        <translation>Die Disc wird angesehen…</translation>
    </message>
    <message>
        <source>Looking for drives…</source>
        <comment>burn.looking</comment>
        <translation>Laufwerke werden gesucht…</translation>
    </message>
    <message>
        <source>Modern PCs (UEFI) and older ones.</source>
        <comment>burn.verdict</comment>
        <translation>Moderne PCs (UEFI) und ältere.</translation>
    </message>
    <message>
        <source>Modern PCs (UEFI).</source>
        <comment>burn.verdict</comment>
        <translation>Moderne PCs (UEFI).</translation>
    </message>
    <message>
        <source>No drive that burns discs</source>
        <comment>burn.none</comment>
        <translation>Kein Laufwerk, das Discs brennt</translation>
    </message>
    <message>
        <source>Nothing burns discs here</source>
        <comment>burn.trouble</comment>
        <translation>Hier kann nichts Discs brennen</translation>
    </message>
    <message>
        <source>Nothing in it starts a computer from a disc.</source>
        <comment>burn.verdict</comment>
        <translation>Nichts darin startet einen Computer von einer Disc.</translation>
    </message>
    <message>
        <source>Now choose the disc to burn.</source>
        <comment>burn.bar</comment>
        <translation>Wählen Sie jetzt die Disc, die gebrannt werden soll.</translation>
    </message>
    <message>
        <source>Older PCs (BIOS).</source>
        <comment>burn.verdict</comment>
        <translation>Ältere PCs (BIOS).</translation>
    </message>
    <message>
        <source>Simulate</source>
        <comment>burn.simulate</comment>
        <translation>Simulieren</translation>
    </message>
    <message>
        <source>Simulate: the drive does everything but burn</source>
        <comment>screen reader</comment>
        <translation>Simulieren: Das Laufwerk tut alles, außer zu brennen</translation>
    </message>
    <message>
        <source>Some start from it, others don’t.</source>
        <comment>burn.verdict</comment>
        <translation>Manche starten davon, andere nicht.</translation>
    </message>
    <message>
        <source>This will be gone for good:</source>
        <comment>confirm.body</comment>
        <translation>Dies geht endgültig verloren:</translation>
    </message>
    <message>
        <source>Waiting for a disc.</source>
        <comment>burn.bar</comment>
        <translation>Es wird auf eine Disc gewartet.</translation>
    </message>
    <message>
        <source>{detail}. {contents}.</source>
        <comment>screen reader</comment>
        <translation>{detail}. {contents}.</translation>
    </message>
    <message>
        <source>{drive}, not available</source>
        <comment>screen reader</comment>
        <translation>{drive}, nicht verfügbar</translation>
    </message>
    <message>
        <source>{image} goes onto the {kind} in {drive}.</source>
        <comment>burn.ask</comment>
        <translation>{image} kommt auf die {kind} in {drive}.</translation>
    </message>
    <message>
        <source>{image} will be burned over everything on it.</source>
        <comment>burn.confirm</comment>
        <translation>{image} wird über alles gebrannt, was darauf ist.</translation>
    </message>
    <message>
        <source>{image} will be burned to the disc in {drive}.</source>
        <comment>burn.bar</comment>
        <translation>{image} wird auf die Disc in {drive} gebrannt.</translation>
    </message>
    <message>
        <source>{sessions}, {size}</source>
        <comment>burn.disc: how much is on it</comment>
        <translation>{sessions}, {size}</translation>
    </message>
</context>
<context>
    <name>burned</name>
    <message>
        <source>Average {written} burned, {checked} read back.</source>
        <comment>done.proof</comment>
        <translation>Im Mittel {written} gebrannt, {checked} zurückgelesen.</translation>
    </message>
    <message>
        <source>Burn another</source>
        <comment>burn.another</comment>
        <translation>Noch eine brennen</translation>
    </message>
    <message>
        <source>Burned</source>
        <comment>screen reader</comment>
        <translation>Gebrannt</translation>
    </message>
    <message>
        <source>Burned and checked</source>
        <comment>burn.done</comment>
        <translation>Gebrannt und geprüft</translation>
    </message>
    <message>
        <source>Burning failed</source>
        <comment>notification</comment>
        <translation>Das Brennen ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Burning {image}</source>
        <comment>inhibitor</comment>
        <translation>{image} wird gebrannt</translation>
    </message>
    <message>
        <source>Burn…</source>
        <comment>burn.burn</comment>
        <translation>Brennen…</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>done.close</comment>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Every byte was read back and is the same.</source>
        <comment>done.proof</comment>
        <translation>Jedes Byte wurde zurückgelesen und ist gleich.</translation>
    </message>
    <message>
        <source>Nothing was burned.</source>
        <comment>burn.lost</comment>
        <translation>Es wurde nichts gebrannt.</translation>
    </message>
    <message>
        <source>Proof</source>
        <comment>done.proof</comment>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>Reading back found different bytes, first at {place}.</source>
        <comment>burn.differs</comment>
        <translation>Beim Zurücklesen kamen andere Bytes, zuerst bei {place}.</translation>
    </message>
    <message>
        <source>Simulated</source>
        <comment>screen reader</comment>
        <translation>Simuliert</translation>
    </message>
    <message>
        <source>Simulated without an error</source>
        <comment>burn.simulate</comment>
        <translation>Ohne Fehler simuliert</translation>
    </message>
    <message>
        <source>Stopped</source>
        <comment>stopped.title</comment>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>The disc can be burned again.</source>
        <comment>burn.lost</comment>
        <translation>Die Disc kann wieder gebrannt werden.</translation>
    </message>
    <message>
        <source>The disc can’t be used again.</source>
        <comment>burn.lost</comment>
        <translation>Die Disc ist nicht mehr zu gebrauchen.</translation>
    </message>
    <message>
        <source>The disc does not hold what was burned</source>
        <comment>burn.differs</comment>
        <translation>Auf der Disc ist nicht, was gebrannt wurde</translation>
    </message>
    <message>
        <source>The disc is burned, and nobody knows whether it holds everything.</source>
        <comment>burn.lost</comment>
        <translation>Die Disc ist gebrannt, und niemand weiß, ob alles darauf ist.</translation>
    </message>
    <message>
        <source>The disc or its drive went away</source>
        <comment>burn.gone</comment>
        <translation>Die Disc oder ihr Laufwerk ist weg</translation>
    </message>
    <message>
        <source>The disc was not burned</source>
        <comment>burn.error</comment>
        <translation>Die Disc wurde nicht gebrannt</translation>
    </message>
    <message>
        <source>burned</source>
        <comment>map.legend</comment>
        <translation>gebrannt</translation>
    </message>
    <message>
        <source>first difference</source>
        <comment>map.place</comment>
        <translation>erster Unterschied</translation>
    </message>
    <message>
        <source>read back</source>
        <comment>map.legend</comment>
        <translation>zurückgelesen</translation>
    </message>
    <message>
        <source>simulated</source>
        <comment>map.legend</comment>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>{drive} went through all of it. Nothing was burned.</source>
        <comment>burn.simulate</comment>
        <translation>{drive} hat alles durchgespielt. Es wurde nichts gebrannt.</translation>
    </message>
    <message>
        <source>{image} is on the disc in {drive}. All {size} were read back and match the image, byte for byte.</source>
        <comment>burn.done</comment>
        <translation>{image} ist auf der Disc in {drive}. Alle {size} wurden zurückgelesen und stimmen Byte für Byte mit dem Abbild überein.</translation>
    </message>
</context>
<context>
    <name>burning</name>
    <message>
        <source>Burn</source>
        <comment>stage</comment>
        <translation>Brennen</translation>
    </message>
    <message>
        <source>Burned</source>
        <comment>figure</comment>
        <translation>Gebrannt</translation>
    </message>
    <message>
        <source>Burning</source>
        <comment>burn.title: while it goes on</comment>
        <translation>Wird gebrannt</translation>
    </message>
    <message>
        <source>Burning is not finished</source>
        <comment>burn.quit</comment>
        <translation>Das Brennen ist nicht fertig</translation>
    </message>
    <message>
        <source>Check</source>
        <comment>stage</comment>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Checking every byte</source>
        <comment>check.title</comment>
        <translation>Jedes Byte wird geprüft</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>stage: of a disc</comment>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Closing the disc</source>
        <comment>burn.close</comment>
        <translation>Die Disc wird abgeschlossen</translation>
    </message>
    <message>
        <source>Go on</source>
        <comment>undo.stop</comment>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>Leave the disc in the drive.</source>
        <comment>burn.foot</comment>
        <translation>Lassen Sie die Disc im Laufwerk.</translation>
    </message>
    <message>
        <source>Looking at the disc once more</source>
        <comment>burn.look</comment>
        <translation>Die Disc wird noch einmal angesehen</translation>
    </message>
    <message>
        <source>Nothing is burned: the laser stays off.</source>
        <comment>burn.foot</comment>
        <translation>Es wird nichts gebrannt: Der Laser bleibt aus.</translation>
    </message>
    <message>
        <source>Prepare</source>
        <comment>stage</comment>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>Preparing</source>
        <comment>prep.title</comment>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>Simulate</source>
        <comment>stage</comment>
        <translation>Simulieren</translation>
    </message>
    <message>
        <source>Simulating</source>
        <comment>burn.simulate</comment>
        <translation>Wird simuliert</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>stop.title</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <comment>quit.title</comment>
        <translation>Abbrechen und schließen</translation>
    </message>
    <message>
        <source>Stop burning?</source>
        <comment>burn.stop</comment>
        <translation>Brennen abbrechen?</translation>
    </message>
    <message>
        <source>Stop checking?</source>
        <comment>stop.check</comment>
        <translation>Prüfung abbrechen?</translation>
    </message>
    <message>
        <source>Stopping. The drive calms down first…</source>
        <comment>burn.stop</comment>
        <translation>Wird abgebrochen. Das Laufwerk kommt erst zur Ruhe…</translation>
    </message>
    <message>
        <source>The disc is burned. Nobody knows then whether it holds everything.</source>
        <comment>burn.stop</comment>
        <translation>Die Disc ist gebrannt. Dann weiß niemand, ob alles darauf ist.</translation>
    </message>
    <message>
        <source>The disc will hold half an image, and can’t be used again.</source>
        <comment>burn.stop</comment>
        <translation>Auf der Disc ist dann ein halbes Abbild, und sie ist nicht mehr zu gebrauchen.</translation>
    </message>
    <message>
        <source>The disc will hold half an image. What was on it is gone already. You can burn it again at any time.</source>
        <comment>burn.stop</comment>
        <translation>Auf der Disc ist dann ein halbes Abbild. Was darauf war, ist bereits verloren. Sie können sie jederzeit neu brennen.</translation>
    </message>
    <message>
        <source>This can take some minutes</source>
        <comment>burn.close</comment>
        <translation>Das kann einige Minuten dauern</translation>
    </message>
    <message>
        <source>Waiting until the drive knows its disc again</source>
        <comment>burn.look</comment>
        <translation>Es wird gewartet, bis das Laufwerk seine Disc wieder kennt</translation>
    </message>
    <message>
        <source>start of the disc</source>
        <comment>map.axis</comment>
        <translation>Anfang der Disc</translation>
    </message>
</context>
<context>
    <name>cells</name>
    <message>
        <source>Looked into {tested} of {count} parts</source>
        <comment>map.note</comment>
        <translation>In {tested} von {count} Teilen nachgesehen</translation>
    </message>
    <message>
        <source>Of {count} parts, {good} keep data, {bad} lose it, {untested} are not tested</source>
        <comment>screen reader</comment>
        <translation>Von {count} Teilen behalten {good} ihre Daten, {bad} verlieren sie, {untested} sind nicht getestet</translation>
    </message>
    <message>
        <source>keeps data</source>
        <comment>map.legend</comment>
        <translation>behält Daten</translation>
    </message>
    <message>
        <source>keeps data: {size}</source>
        <comment>map.legend</comment>
        <translation>behält Daten: {size}</translation>
    </message>
    <message>
        <source>loses data</source>
        <comment>map.legend</comment>
        <translation>verliert Daten</translation>
    </message>
    <message>
        <source>not tested</source>
        <comment>map.legend</comment>
        <translation>nicht getestet</translation>
    </message>
    <message>
        <source>{percent} tested</source>
        <comment>map.note</comment>
        <translation>{percent} getestet</translation>
    </message>
</context>
<context>
    <name>checksum</name>
    <message>
        <source>A checksum shows that the download is whole. Who made it, only a signature by a key that you added can show.</source>
        <comment>checksum.origin</comment>
        <translation>Eine Prüfsumme zeigt, dass der Download vollständig ist. Wer ihn gemacht hat, zeigt nur eine Signatur mit einem Schlüssel, den Sie hinzugefügt haben.</translation>
    </message>
    <message>
        <source>A key you added</source>
        <comment>checksum.signed</comment>
        <translation>Ein von Ihnen hinzugefügter Schlüssel</translation>
    </message>
    <message>
        <source>After {place} it differs from what its makers summed up. Download it again.</source>
        <comment>checksum.implanted</comment>
        <translation>Nach {place} stimmt es nicht mehr mit der Prüfsumme seiner Hersteller überein. Laden Sie es noch einmal herunter.</translation>
    </message>
    <message>
        <source>But the file is the one that was published, so it was not damaged on its way.</source>
        <comment>checksum.implanted</comment>
        <translation>Die Datei ist aber die veröffentlichte, also wurde sie unterwegs nicht beschädigt.</translation>
    </message>
    <message>
        <source>By the checksum that its makers left in it</source>
        <comment>checksum.implanted</comment>
        <translation>Mit der Prüfsumme, die seine Hersteller darin hinterlassen haben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>confirm.cancel</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Check</source>
        <comment>checksum.again</comment>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Check the checksum</source>
        <comment>screen reader</comment>
        <translation>Die Prüfsumme prüfen</translation>
    </message>
    <message>
        <source>Check the image for damage</source>
        <comment>screen reader</comment>
        <translation>Das Abbild auf Schäden prüfen</translation>
    </message>
    <message>
        <source>Checking…</source>
        <comment>checksum.checking</comment>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Checking… {percent}</source>
        <comment>checksum.checking</comment>
        <translation>Wird geprüft… {percent}</translation>
    </message>
    <message>
        <source>Checksum</source>
        <comment>screen reader</comment>
        <translation>Prüfsumme</translation>
    </message>
    <message>
        <source>Checksum does not match</source>
        <comment>checksum.differs</comment>
        <translation>Die Prüfsumme stimmt nicht</translation>
    </message>
    <message>
        <source>Checksum matches</source>
        <comment>checksum.matches</comment>
        <translation>Die Prüfsumme stimmt</translation>
    </message>
    <message>
        <source>Checksum matches, its signature is wrong</source>
        <comment>checksum.forged</comment>
        <translation>Die Prüfsumme stimmt, ihre Signatur nicht</translation>
    </message>
    <message>
        <source>Checksum not checked</source>
        <comment>checksum.none</comment>
        <translation>Prüfsumme nicht geprüft</translation>
    </message>
    <message>
        <source>Checksums disagree</source>
        <comment>checksum.disagree</comment>
        <translation>Die Prüfsummen widersprechen sich</translation>
    </message>
    <message>
        <source>Compare</source>
        <comment>checksum.paste</comment>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Details</source>
        <comment>checksum.details</comment>
        <translation>Details</translation>
    </message>
    <message>
        <source>Details of the checksum</source>
        <comment>screen reader</comment>
        <translation>Details zur Prüfsumme</translation>
    </message>
    <message>
        <source>Details of the look for damage</source>
        <comment>screen reader</comment>
        <translation>Details zur Prüfung auf Schäden</translation>
    </message>
    <message>
        <source>Does not match</source>
        <comment>checksum.line</comment>
        <translation>Stimmt nicht</translation>
    </message>
    <message>
        <source>From the download page: 64 digits for SHA-256, 128 for SHA-512.</source>
        <comment>checksum.paste</comment>
        <translation>Von der Download-Seite: 64 Stellen bei SHA-256, 128 bei SHA-512.</translation>
    </message>
    <message>
        <source>Good against damage, not against forgery.</source>
        <comment>checksum.weak</comment>
        <translation>Gut gegen Schäden, nicht gegen Fälschung.</translation>
    </message>
    <message>
        <source>It can’t be unpacked to its end</source>
        <comment>checksum.own</comment>
        <translation>Nicht bis zum Ende zu entpacken</translation>
    </message>
    <message>
        <source>It differs between byte {first} and {last}.</source>
        <comment>checksum.implanted</comment>
        <translation>Zwischen Byte {first} und {last} weicht es ab.</translation>
    </message>
    <message>
        <source>It differs from what its makers summed up. Download it again.</source>
        <comment>checksum.implanted</comment>
        <translation>Es stimmt nicht mit der Prüfsumme seiner Hersteller überein. Laden Sie es noch einmal herunter.</translation>
    </message>
    <message>
        <source>It matches the checksum that its makers left in it</source>
        <comment>checksum.implanted</comment>
        <translation>Es stimmt mit der Prüfsumme überein, die seine Hersteller darin hinterlassen haben</translation>
    </message>
    <message>
        <source>It shows damage, and not who made it.</source>
        <comment>checksum.implanted</comment>
        <translation>Sie zeigt Schäden, und nicht, von wem es stammt.</translation>
    </message>
    <message>
        <source>Its checksum does not match: it is not what its makers published.</source>
        <comment>confirm.checksum</comment>
        <translation>Die Prüfsumme stimmt nicht: Es ist nicht das, was die Hersteller veröffentlicht haben.</translation>
    </message>
    <message>
        <source>Its makers left a checksum in it for that</source>
        <comment>checksum.implanted</comment>
        <translation>Seine Hersteller haben dafür eine Prüfsumme darin hinterlassen</translation>
    </message>
    <message>
        <source>Keys are added in a terminal</source>
        <comment>checksum.add-key</comment>
        <translation>Schlüssel werden in einem Terminal hinzugefügt</translation>
    </message>
    <message>
        <source>Looking for damage…</source>
        <comment>checksum.implanted</comment>
        <translation>Wird auf Schäden geprüft…</translation>
    </message>
    <message>
        <source>Looking for damage… {percent}</source>
        <comment>checksum.implanted</comment>
        <translation>Wird auf Schäden geprüft… {percent}</translation>
    </message>
    <message>
        <source>Matches</source>
        <comment>checksum.implanted</comment>
        <translation>Stimmt</translation>
    </message>
    <message>
        <source>Not checked for damage</source>
        <comment>checksum.implanted</comment>
        <translation>Nicht auf Schäden geprüft</translation>
    </message>
    <message>
        <source>Not damaged</source>
        <comment>checksum.implanted</comment>
        <translation>Nicht beschädigt</translation>
    </message>
    <message>
        <source>Noted where it was downloaded</source>
        <comment>checksum.origin</comment>
        <translation>Beim Herunterladen vermerkt</translation>
    </message>
    <message>
        <source>One matches, another does not: {place}</source>
        <comment>checksum.disagree</comment>
        <translation>Eine stimmt, eine andere nicht: {place}</translation>
    </message>
    <message>
        <source>Paste</source>
        <comment>checksum.paste</comment>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Paste a checksum</source>
        <comment>checksum.paste</comment>
        <translation>Eine Prüfsumme einfügen</translation>
    </message>
    <message>
        <source>Paste the one from the download page to be sure</source>
        <comment>checksum.none</comment>
        <translation>Fügen Sie zur Sicherheit die von der Download-Seite ein</translation>
    </message>
    <message>
        <source>Proves nothing</source>
        <comment>checksum.signed</comment>
        <translation>Beweist nichts</translation>
    </message>
    <message>
        <source>Signed by a key that you have not added</source>
        <comment>checksum.unknown-key</comment>
        <translation>Signiert mit einem Schlüssel, den Sie nicht hinzugefügt haben</translation>
    </message>
    <message>
        <source>Signed by {key}</source>
        <comment>checksum.signed</comment>
        <translation>Signiert von {key}</translation>
    </message>
    <message>
        <source>Signed by {key}, and matches</source>
        <comment>checksum.signed</comment>
        <translation>Signiert von {key} und stimmt</translation>
    </message>
    <message>
        <source>Signed in a way that can be forged</source>
        <comment>checksum.weak</comment>
        <translation>Auf eine Weise signiert, die sich fälschen lässt</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>checksum.checking</comment>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop checking the checksum</source>
        <comment>screen reader</comment>
        <translation>Das Prüfen der Prüfsumme anhalten</translation>
    </message>
    <message>
        <source>Stop looking for damage</source>
        <comment>screen reader</comment>
        <translation>Die Prüfung auf Schäden anhalten</translation>
    </message>
    <message>
        <source>That is not a checksum. It should have 64 (SHA-256) or 128 (SHA-512) digits.</source>
        <comment>checksum.none</comment>
        <translation>Das ist keine Prüfsumme. Sie sollte 64 Stellen (SHA-256) oder 128 (SHA-512) haben.</translation>
    </message>
    <message>
        <source>The checksum</source>
        <comment>checksum.details</comment>
        <translation>Die Prüfsumme</translation>
    </message>
    <message>
        <source>The checksum in it does not match</source>
        <comment>checksum.implanted</comment>
        <translation>Die Prüfsumme darin stimmt nicht</translation>
    </message>
    <message>
        <source>The disc holds the image as it is here, but that differs from the one its makers published. Download it again.</source>
        <comment>checksum.written</comment>
        <translation>Auf der Disc steht das Abbild, wie es hier liegt; es weicht aber von dem ab, das seine Hersteller veröffentlicht haben. Laden Sie es noch einmal herunter.</translation>
    </message>
    <message>
        <source>The drive holds the image as it is here, but that differs from the one its makers published. Download it again.</source>
        <comment>checksum.written</comment>
        <translation>Auf dem Laufwerk steht das Abbild, wie es hier liegt; es weicht aber von dem ab, das seine Hersteller veröffentlicht haben. Laden Sie es noch einmal herunter.</translation>
    </message>
    <message>
        <source>The file differs from the one its makers published</source>
        <comment>checksum.differs</comment>
        <translation>Die Datei weicht von der ab, die ihre Hersteller veröffentlicht haben</translation>
    </message>
    <message>
        <source>The file differs from the one its makers published. Download it again.</source>
        <comment>checksum.differs</comment>
        <translation>Die Datei weicht von der ab, die ihre Hersteller veröffentlicht haben. Laden Sie sie noch einmal herunter.</translation>
    </message>
    <message>
        <source>The image is damaged</source>
        <comment>checksum.implanted</comment>
        <translation>Das Abbild ist beschädigt</translation>
    </message>
    <message>
        <source>The image matches</source>
        <comment>checksum.line</comment>
        <translation>Das Abbild stimmt</translation>
    </message>
    <message>
        <source>The image matches {checksum}.</source>
        <comment>checksum.proof: SHA-256, from …</comment>
        <translation>Das Abbild stimmt mit {checksum} überein.</translation>
    </message>
    <message>
        <source>The key or the signature has expired</source>
        <comment>checksum.expired</comment>
        <translation>Der Schlüssel oder die Signatur ist abgelaufen</translation>
    </message>
    <message>
        <source>The key was withdrawn by its owner</source>
        <comment>checksum.revoked</comment>
        <translation>Der Schlüssel wurde von seinem Besitzer zurückgezogen</translation>
    </message>
    <message>
        <source>The list is not what was signed</source>
        <comment>checksum.forged</comment>
        <translation>Die Liste ist nicht die, die signiert wurde</translation>
    </message>
    <message>
        <source>The one that its makers left in the image</source>
        <comment>checksum.implanted</comment>
        <translation>Die, die seine Hersteller im Abbild hinterlassen haben</translation>
    </message>
    <message>
        <source>The packed file matches</source>
        <comment>checksum.line</comment>
        <translation>Die gepackte Datei stimmt</translation>
    </message>
    <message>
        <source>The signature could not be judged</source>
        <comment>checksum.unclear</comment>
        <translation>Die Signatur ließ sich nicht beurteilen</translation>
    </message>
    <message>
        <source>What this file was compared with, and what that proves.</source>
        <comment>checksum.details</comment>
        <translation>Womit diese Datei verglichen wurde und was das beweist.</translation>
    </message>
    <message>
        <source>Who published it is not proven</source>
        <comment>checksum.origin</comment>
        <translation>Wer es veröffentlicht hat, ist nicht bewiesen</translation>
    </message>
    <message>
        <source>{command} with the file of the key. First compare its fingerprint with one that you got another way than the image.</source>
        <comment>checksum.add-key</comment>
        <translation>{command} mit der Datei des Schlüssels. Vergleichen Sie vorher seinen Fingerabdruck mit einem, den Sie auf anderem Weg als das Abbild bekommen haben.</translation>
    </message>
    <message>
        <source>{file} can’t be taken as a list of checksums</source>
        <comment>checksum.unread</comment>
        <translation>{file} ist als Prüfsummenliste nicht zu gebrauchen</translation>
    </message>
    <message>
        <source>{file} does not mention this file</source>
        <comment>checksum.silent</comment>
        <translation>{file} erwähnt diese Datei nicht</translation>
    </message>
    <message>
        <source>{kind} matches</source>
        <comment>checksum.weak: MD5 or SHA-1</comment>
        <translation>{kind} stimmt</translation>
    </message>
    <message>
        <source>{kind} of the image in it</source>
        <comment>checksum.own</comment>
        <translation>{kind} des Abbilds darin</translation>
    </message>
    <message>
        <source>{kind} of this file</source>
        <comment>checksum.own</comment>
        <translation>{kind} dieser Datei</translation>
    </message>
    <message>
        <source>{kind} of this file: {digest}…</source>
        <comment>checksum.own</comment>
        <translation>{kind} dieser Datei: {digest}…</translation>
    </message>
    <message>
        <source>{kind}, from {file} in the same folder</source>
        <comment>checksum.matches</comment>
        <translation>{kind}, aus {file} im selben Ordner</translation>
    </message>
    <message>
        <source>{kind}, line {number} of {file}</source>
        <comment>checksum.line</comment>
        <translation>{kind}, Zeile {number} von {file}</translation>
    </message>
    <message>
        <source>{kind}, the one you pasted</source>
        <comment>checksum.line</comment>
        <translation>{kind}, die von Ihnen eingefügte</translation>
    </message>
</context>
<context>
    <name>chooser</name>
    <message>
        <source>A file that plays a stick</source>
        <comment>chooser</comment>
        <translation>Eine Datei, die einen Stick ersetzt</translation>
    </message>
    <message>
        <source>All files</source>
        <comment>chooser</comment>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Choose a folder for the files</source>
        <comment>chooser</comment>
        <translation>Ordner für die Dateien wählen</translation>
    </message>
    <message>
        <source>Choose an image file</source>
        <comment>chooser</comment>
        <translation>Abbilddatei wählen</translation>
    </message>
    <message>
        <source>Choose the answers</source>
        <comment>chooser</comment>
        <translation>Die Antworten auswählen</translation>
    </message>
    <message>
        <source>Disk images</source>
        <comment>chooser</comment>
        <translation>Laufwerksabbilder</translation>
    </message>
    <message>
        <source>Drive</source>
        <comment>chooser: the name of a file</comment>
        <translation>Laufwerk</translation>
    </message>
    <message>
        <source>Keep a copy</source>
        <comment>chooser</comment>
        <translation>Kopie behalten</translation>
    </message>
    <message>
        <source>Save a log</source>
        <comment>chooser</comment>
        <translation>Protokoll speichern</translation>
    </message>
    <message>
        <source>Save a report</source>
        <comment>chooser</comment>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Save the drive as</source>
        <comment>chooser</comment>
        <translation>Laufwerk sichern als</translation>
    </message>
    <message>
        <source>Virtual sticks</source>
        <comment>chooser</comment>
        <translation>Virtuelle Sticks</translation>
    </message>
</context>
<context>
    <name>compare</name>
    <message>
        <source>Check a drive</source>
        <comment>compare.title</comment>
        <translation>Laufwerk prüfen</translation>
    </message>
    <message>
        <source>Compare</source>
        <comment>bar.write</comment>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare {drive} with {image}</source>
        <comment>screen reader</comment>
        <translation>{drive} mit {image} vergleichen</translation>
    </message>
    <message>
        <source>Compared with the drive</source>
        <comment>mode.compare</comment>
        <translation>Wird mit dem Laufwerk verglichen</translation>
    </message>
    <message>
        <source>Now choose the drive to check.</source>
        <comment>bar.choose</comment>
        <translation>Wählen Sie jetzt das Laufwerk, das geprüft werden soll.</translation>
    </message>
    <message>
        <source>Sector by sector; nothing is written</source>
        <comment>mode.compare</comment>
        <translation>Sektor für Sektor; geschrieben wird nichts</translation>
    </message>
    <message>
        <source>{drive} is compared with {image}. Nothing is changed.</source>
        <comment>bar.ready</comment>
        <translation>{drive} wird mit {image} verglichen. Nichts wird geändert.</translation>
    </message>
</context>
<context>
    <name>confirm</name>
    <message>
        <source>Cancel</source>
        <comment>confirm.cancel</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Compare and write</source>
        <comment>confirm.resume</comment>
        <translation>Vergleichen und schreiben</translation>
    </message>
    <message numerus="yes">
        <source>Erase %n (drive|drives)?</source>
        <comment>confirm.title</comment>
        <translation>
            <numerusform>%n Laufwerk löschen?</numerusform>
            <numerusform>%n Laufwerke löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Erase and write</source>
        <comment>confirm.erase</comment>
        <translation>Löschen und schreiben</translation>
    </message>
    <message>
        <source>Erase {drive}?</source>
        <comment>confirm.title</comment>
        <translation>{drive} löschen?</translation>
    </message>
    <message>
        <source>Go on writing to {drive}?</source>
        <comment>confirm.resume</comment>
        <translation>Auf {drive} weiterschreiben?</translation>
    </message>
    <message>
        <source>It is fetched from {host} meanwhile, and kept as {file}.</source>
        <comment>confirm.web</comment>
        <translation>Es wird dabei von {host} geholt und als {file} behalten.</translation>
    </message>
    <message>
        <source>It is fetched from {host} meanwhile.</source>
        <comment>confirm.web</comment>
        <translation>Es wird dabei von {host} geholt.</translation>
    </message>
    <message>
        <source>It would not boot afterwards.</source>
        <comment>confirm.noboot</comment>
        <translation>Danach würde es nicht starten.</translation>
    </message>
    <message>
        <source>Its old contents</source>
        <comment>confirm.undo</comment>
        <translation>Der alte Inhalt</translation>
    </message>
    <message>
        <source>Not all of them are ordinary sticks. To be sure, type {count}: the number of drives, and the names of those that look like storage.</source>
        <comment>confirm.type.several</comment>
        <translation>Nicht alle sind gewöhnliche Sticks. Geben Sie zur Sicherheit {count} ein: die Anzahl der Laufwerke und die Namen derer, die nach einem Datenspeicher aussehen.</translation>
    </message>
    <message>
        <source>Setup will be answered: {answers}.</source>
        <comment>confirm.answers</comment>
        <translation>Setup bekommt Antworten: {answers}.</translation>
    </message>
    <message>
        <source>The image’s partition table (MBR) reaches only {count} TiB far: space behind that can’t be used.</source>
        <comment>confirm.reach</comment>
        <translation>Die Partitionstabelle des Abbilds (MBR) reicht nur {count} TiB weit: Was dahinter liegt, lässt sich nicht nutzen.</translation>
    </message>
    <message>
        <source>The name of the drive</source>
        <comment>screen reader</comment>
        <translation>Name des Laufwerks</translation>
    </message>
    <message>
        <source>The name of what is on it</source>
        <comment>screen reader</comment>
        <translation>Name des Inhalts</translation>
    </message>
    <message>
        <source>The number of drives</source>
        <comment>screen reader</comment>
        <translation>Die Anzahl der Laufwerke</translation>
    </message>
    <message>
        <source>This disk is built into this computer. To be sure it is the right one, type {name}, the name of what is on it.</source>
        <comment>confirm.type</comment>
        <translation>Dieses Laufwerk ist in diesen Computer eingebaut. Damit es sicher das richtige ist, geben Sie {name} ein, den Namen seines Inhalts.</translation>
    </message>
    <message>
        <source>This disk is built into this computer. To be sure it is the right one, type {name}, the name that it gives itself.</source>
        <comment>confirm.type.nolabel</comment>
        <translation>Dieses Laufwerk ist in diesen Computer eingebaut. Damit es sicher das richtige ist, geben Sie {name} ein, den Namen, den es sich selbst gibt.</translation>
    </message>
    <message>
        <source>This drive is large or holds a lot of files. To be sure it is the right one, type {name}, the name of what is on it.</source>
        <comment>confirm.type</comment>
        <translation>Dieses Laufwerk ist groß oder enthält viele Dateien. Damit es sicher das richtige ist, geben Sie {name} ein, den Namen seines Inhalts.</translation>
    </message>
    <message>
        <source>This drive is large or holds a lot of files. To be sure it is the right one, type {name}, the name that the drive gives itself.</source>
        <comment>confirm.type.nolabel</comment>
        <translation>Dieses Laufwerk ist groß oder enthält viele Dateien. Damit es sicher das richtige ist, geben Sie {name} ein, den Namen, den das Laufwerk sich selbst gibt.</translation>
    </message>
    <message>
        <source>This will be gone for good:</source>
        <comment>confirm.body</comment>
        <translation>Dies geht endgültig verloren:</translation>
    </message>
    <message>
        <source>To be sure, type {count}, the number of drives.</source>
        <comment>confirm.type.several</comment>
        <translation>Geben Sie zur Sicherheit {count} ein, die Anzahl der Laufwerke.</translation>
    </message>
    <message>
        <source>What is on the drive already is compared with {image}. What differs is written.</source>
        <comment>confirm.resume</comment>
        <translation>Was schon auf dem Laufwerk ist, wird mit {image} verglichen. Was sich unterscheidet, wird geschrieben.</translation>
    </message>
    <message>
        <source>can be put back until then</source>
        <comment>confirm.undo</comment>
        <translation>kann bis dahin zurückgeschrieben werden</translation>
    </message>
    <message>
        <source>serial …{end}</source>
        <comment>confirm.serial</comment>
        <translation>Seriennummer …{end}</translation>
    </message>
    <message>
        <source>{image} will be written over everything on it.</source>
        <comment>confirm.body</comment>
        <translation>{image} wird über alles geschrieben, was darauf ist.</translation>
    </message>
    <message>
        <source>{image} will be written over everything on them.</source>
        <comment>confirm.body</comment>
        <translation>{image} wird über alles geschrieben, was darauf ist.</translation>
    </message>
</context>
<context>
    <name>contents</name>
    <message numerus="yes">
        <source>%n (partition|partitions)</source>
        <comment>drive.what</comment>
        <translation>
            <numerusform>%n Partition</numerusform>
            <numerusform>%n Partitionen</numerusform>
        </translation>
    </message>
    <message>
        <source>A disc image</source>
        <comment>drive.what</comment>
        <translation>Ein CD-Abbild</translation>
    </message>
    <message>
        <source>A file that plays a stick</source>
        <comment>drive.what</comment>
        <translation>Eine Datei, die einen Stick ersetzt</translation>
    </message>
    <message>
        <source>Disc image “{label}”</source>
        <comment>drive.what</comment>
        <translation>CD-Abbild „{label}“</translation>
    </message>
    <message>
        <source>Encrypted ({kind}) – contents unknown</source>
        <comment>drive.what</comment>
        <translation>Verschlüsselt ({kind}) – Inhalt unbekannt</translation>
    </message>
    <message>
        <source>Formatted ({file_system})</source>
        <comment>drive.what</comment>
        <translation>Formatiert ({file_system})</translation>
    </message>
    <message>
        <source>Formatted, no files</source>
        <comment>drive.what</comment>
        <translation>Formatiert, keine Dateien</translation>
    </message>
    <message>
        <source>Nothing that this computer can read</source>
        <comment>drive.what</comment>
        <translation>Nichts, was dieser Computer lesen kann</translation>
    </message>
    <message>
        <source>Partition {node}</source>
        <comment>confirm.body</comment>
        <translation>Partition {node}</translation>
    </message>
    <message>
        <source>Unknown contents</source>
        <comment>drive.what</comment>
        <translation>Unbekannter Inhalt</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>confirm.body</comment>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>{file_system}, {size}</source>
        <comment>confirm.body</comment>
        <translation>{file_system}, {size}</translation>
    </message>
    <message>
        <source>{file_system}, {size} of files</source>
        <comment>confirm.body</comment>
        <translation>{file_system}, {size} Dateien</translation>
    </message>
    <message>
        <source>{label} and {other}</source>
        <comment>drive.what</comment>
        <translation>{label} und {other}</translation>
    </message>
    <message>
        <source>{label} and {other} – {size} of files</source>
        <comment>drive.what</comment>
        <translation>{label} und {other} – {size} Dateien</translation>
    </message>
    <message>
        <source>{label} – {size} of files</source>
        <comment>drive.what</comment>
        <translation>{label} – {size} Dateien</translation>
    </message>
    <message>
        <source>{size} of files</source>
        <comment>drive.what</comment>
        <translation>{size} Dateien</translation>
    </message>
</context>
<context>
    <name>convert</name>
    <message>
        <source>Cancel</source>
        <comment>convert.title</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Convert</source>
        <comment>convert.title</comment>
        <translation>Umwandeln</translation>
    </message>
    <message>
        <source>Convert {file}?</source>
        <comment>convert.title</comment>
        <translation>{file} umwandeln?</translation>
    </message>
    <message>
        <source>Converting… {percent}</source>
        <comment>convert.under-way</comment>
        <translation>Wird umgewandelt… {percent}</translation>
    </message>
    <message>
        <source>Convert…</source>
        <comment>convert.offered</comment>
        <translation>Umwandeln…</translation>
    </message>
    <message>
        <source>It is packed as a whole and too large for FAT32, so its files are unpacked and packed anew, each by itself. That takes about {time}, and up to {size} in {folder} until another image is chosen or the window is closed.</source>
        <comment>convert.title</comment>
        <translation>Sie ist als Ganzes gepackt und zu groß für FAT32. Darum werden ihre Dateien entpackt und neu gepackt, jede für sich. Das dauert etwa {time} und braucht bis zu {size} in {folder}, bis ein anderes Abbild gewählt oder das Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>Not converted</source>
        <comment>convert.failed</comment>
        <translation>Nicht umgewandelt</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>convert.under-way</comment>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop converting {file}</source>
        <comment>screen reader</comment>
        <translation>Umwandeln von {file} anhalten</translation>
    </message>
    <message>
        <source>Windows mode</source>
        <comment>mode.windows</comment>
        <translation>Windows-Modus</translation>
    </message>
    <message>
        <source>{file} has to be converted first</source>
        <comment>convert.offered</comment>
        <translation>{file} muss zuerst umgewandelt werden</translation>
    </message>
    <message>
        <source>{file} has to be converted first, which takes the package {package}</source>
        <comment>convert.missing</comment>
        <translation>{file} muss zuerst umgewandelt werden, wofür das Paket {package} nötig ist</translation>
    </message>
</context>
<context>
    <name>details</name>
    <message>
        <source>Copy as text</source>
        <comment>fail.details</comment>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Details</source>
        <comment>fail.details</comment>
        <translation>Details</translation>
    </message>
    <message>
        <source>What the system said.</source>
        <comment>fail.details</comment>
        <translation>Das hat das System gemeldet.</translation>
    </message>
</context>
<context>
    <name>done</name>
    <message numerus="yes">
        <source>%n (place|places) had to be read twice: the port or cable may be loose.</source>
        <comment>done.again</comment>
        <translation>
            <numerusform>%n Stelle musste zweimal gelesen werden: Anschluss oder Kabel könnten locker sein.</numerusform>
            <numerusform>%n Stellen mussten zweimal gelesen werden: Anschluss oder Kabel könnten locker sein.</numerusform>
        </translation>
    </message>
    <message>
        <source>All {size} of {image} are on {drive}. Nothing was changed.</source>
        <comment>compare</comment>
        <translation>Alle {size} von {image} sind auf {drive}. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Average {checked} read back.</source>
        <comment>done.proof</comment>
        <translation>Im Mittel mit {checked} zurückgelesen.</translation>
    </message>
    <message>
        <source>Average {written} compared or written, {checked} read back.</source>
        <comment>done.proof</comment>
        <translation>Im Mittel mit {written} verglichen oder geschrieben, mit {checked} zurückgelesen.</translation>
    </message>
    <message>
        <source>Average {written} written, {checked} read back.</source>
        <comment>done.proof</comment>
        <translation>Im Mittel mit {written} geschrieben, mit {checked} zurückgelesen.</translation>
    </message>
    <message>
        <source>Check now</source>
        <comment>done.check</comment>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>done.close</comment>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy</source>
        <comment>done.proof</comment>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the checksum</source>
        <comment>screen reader</comment>
        <translation>Prüfsumme kopieren</translation>
    </message>
    <message>
        <source>Eject</source>
        <comment>done.eject</comment>
        <translation>Auswerfen</translation>
    </message>
    <message>
        <source>Ejecting…</source>
        <comment>done.eject</comment>
        <translation>Wird ausgeworfen…</translation>
    </message>
    <message>
        <source>Every byte was read back and is the same.</source>
        <comment>done.proof</comment>
        <translation>Jedes Byte wurde zurückgelesen und ist gleich.</translation>
    </message>
    <message>
        <source>Make another drive normal</source>
        <comment>done.another</comment>
        <translation>Noch ein Laufwerk normal machen</translation>
    </message>
    <message>
        <source>Proof</source>
        <comment>done.proof</comment>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>Put back</source>
        <comment>done.put-back</comment>
        <translation>Zurückgeschrieben</translation>
    </message>
    <message>
        <source>Read back</source>
        <comment>screen reader</comment>
        <translation>Zurückgelesen</translation>
    </message>
    <message>
        <source>Ready for files</source>
        <comment>format.done</comment>
        <translation>Bereit für Dateien</translation>
    </message>
    <message>
        <source>Ready to boot</source>
        <comment>done.title</comment>
        <translation>Startbereit</translation>
    </message>
    <message>
        <source>Safe to unplug now</source>
        <comment>done.safe</comment>
        <translation>Kann jetzt abgezogen werden</translation>
    </message>
    <message>
        <source>Still the same, byte for byte</source>
        <comment>compare</comment>
        <translation>Noch dasselbe, Byte für Byte</translation>
    </message>
    <message>
        <source>The computer slept; all of it was checked after that.</source>
        <comment>fail.sleep</comment>
        <translation>Der Computer war im Ruhezustand; danach wurde alles geprüft.</translation>
    </message>
    <message>
        <source>The drive is ejected.</source>
        <comment>done.try</comment>
        <translation>Das Laufwerk ist ausgeworfen.</translation>
    </message>
    <message>
        <source>The files of {image} are on {drive}. All {size} were read back and are the same, byte for byte.</source>
        <comment>done.title</comment>
        <translation>Die Dateien von {image} sind auf {drive}. Alle {size} wurden zurückgelesen und stimmen Byte für Byte.</translation>
    </message>
    <message>
        <source>The {size} of {drive} that were overwritten are as they were before; they were read back. Look at your files before you trust it.</source>
        <comment>done.put-back</comment>
        <translation>Die {size} von {drive}, die überschrieben waren, sind wieder wie vorher; sie wurden zurückgelesen. Sehen Sie sich Ihre Dateien an, bevor Sie sich darauf verlassen.</translation>
    </message>
    <message>
        <source>This file system can’t be read past the computer’s memory; the memory was emptied before.</source>
        <comment>done.proof</comment>
        <translation>Dieses Dateisystem lässt sich nicht am Arbeitsspeicher vorbei lesen; der Speicher wurde vorher geleert.</translation>
    </message>
    <message>
        <source>Try it in a virtual machine</source>
        <comment>done.try</comment>
        <translation>In einer virtuellen Maschine ausprobieren</translation>
    </message>
    <message>
        <source>Write another</source>
        <comment>done.another</comment>
        <translation>Noch einen schreiben</translation>
    </message>
    <message>
        <source>Written</source>
        <comment>screen reader</comment>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>Written and checked</source>
        <comment>done.data</comment>
        <translation>Geschrieben und geprüft</translation>
    </message>
    <message>
        <source>Written and read back</source>
        <comment>screen reader</comment>
        <translation>Geschrieben und zurückgelesen</translation>
    </message>
    <message>
        <source>Written, not checked</source>
        <comment>done.unchecked</comment>
        <translation>Geschrieben, nicht geprüft</translation>
    </message>
    <message>
        <source>compared or written</source>
        <comment>map.legend</comment>
        <translation>verglichen oder geschrieben</translation>
    </message>
    <message>
        <source>read back</source>
        <comment>map.legend</comment>
        <translation>zurückgelesen</translation>
    </message>
    <message>
        <source>written</source>
        <comment>map.legend</comment>
        <translation>geschrieben</translation>
    </message>
    <message>
        <source>{drive} is ejected. You can take it out.</source>
        <comment>done.ejected</comment>
        <translation>{drive} ist ausgeworfen. Sie können es abziehen.</translation>
    </message>
    <message>
        <source>{drive} was already taken out.</source>
        <comment>done.ejected</comment>
        <translation>{drive} war schon abgezogen.</translation>
    </message>
    <message>
        <source>{image} is on {drive}, and behind it {added}. Everything that was written was read back and matches; the free space behind the image was left as it was.</source>
        <comment>done.more</comment>
        <translation>{image} ist auf {drive}, dahinter: {added}. Alles, was geschrieben wurde, wurde zurückgelesen und stimmt; der freie Platz dahinter blieb, wie er war.</translation>
    </message>
    <message>
        <source>{image} is on {drive}. All {size} were read and match the image, byte for byte.</source>
        <comment>done.title</comment>
        <translation>{image} ist auf {drive}. Alle {size} wurden gelesen und stimmen Byte für Byte mit dem Abbild überein.</translation>
    </message>
    <message>
        <source>{image} is on {drive}. All {size} were read back and match the image, byte for byte.</source>
        <comment>done.title</comment>
        <translation>{image} ist auf {drive}. Alle {size} wurden zurückgelesen und stimmen Byte für Byte mit dem Abbild überein.</translation>
    </message>
    <message>
        <source>{image} is on {drive}. Nobody has read it back yet.</source>
        <comment>done.unchecked</comment>
        <translation>{image} ist auf {drive}. Zurückgelesen wurde noch nichts.</translation>
    </message>
    <message>
        <source>{image} is on {drive}. The parts that it uses were read back and match; {size} that it does not use were left as they were.</source>
        <comment>done.parts</comment>
        <translation>{image} ist auf {drive}. Was es belegt, wurde zurückgelesen und stimmt überein; {size}, die es nicht braucht, blieben, wie sie waren.</translation>
    </message>
    <message>
        <source>{size} were on it already and were compared before the writing, a sample of them once more after it. All else was read back and is the same.</source>
        <comment>done.proof</comment>
        <translation>{size} waren schon darauf und wurden vor dem Schreiben verglichen, danach eine Stichprobe davon noch einmal. Alles andere wurde zurückgelesen und stimmt überein.</translation>
    </message>
    <message>
        <source>{size}, named “{name}”. All of it was read back and is the same, byte for byte.</source>
        <comment>format.done</comment>
        <translation>{size}, Name „{name}“. Alles wurde zurückgelesen und ist Byte für Byte gleich.</translation>
    </message>
    <message>
        <source>{size}, named “{name}”. Everything that was written was read back and is the same; free space was left as it was.</source>
        <comment>format.done</comment>
        <translation>{size}, Name „{name}“. Alles Geschriebene wurde zurückgelesen und ist gleich; freier Platz blieb, wie er war.</translation>
    </message>
</context>
<context>
    <name>drives</name>
    <message numerus="yes">
        <source>%n (disk of this computer is|disks of this computer are) not offered</source>
        <comment>drive.hidden</comment>
        <translation>
            <numerusform>%n Laufwerk dieses Computers wird nicht angeboten</numerusform>
            <numerusform>%n Laufwerke dieses Computers werden nicht angeboten</numerusform>
        </translation>
    </message>
    <message>
        <source>Built into this computer – not a boot stick</source>
        <comment>drive.large</comment>
        <translation>In diesen Computer eingebaut – kein Startstick</translation>
    </message>
    <message>
        <source>Built-in disks are offered</source>
        <comment>drive.hidden</comment>
        <translation>Eingebaute Laufwerke werden angeboten</translation>
    </message>
    <message>
        <source>Drive</source>
        <comment>heading</comment>
        <translation>Laufwerk</translation>
    </message>
    <message numerus="yes">
        <source>Drives – %n chosen</source>
        <comment>heading</comment>
        <translation>
            <numerusform>Laufwerke – %n gewählt</numerusform>
            <numerusform>Laufwerke – %n gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Drives, {count}</source>
        <comment>screen reader</comment>
        <translation>Laufwerke, {count}</translation>
    </message>
    <message>
        <source>It is plugged in but not shown</source>
        <comment>drive.notshown</comment>
        <translation>Eingesteckt, aber nicht zu sehen</translation>
    </message>
    <message>
        <source>It shows up here by itself.</source>
        <comment>drive.none</comment>
        <translation>Es erscheint hier von selbst.</translation>
    </message>
    <message>
        <source>Its old contents can be put back</source>
        <comment>drive.unfinished</comment>
        <translation>Alter Inhalt kann zurückgeschrieben werden</translation>
    </message>
    <message>
        <source>Just added</source>
        <comment>drive.new: a file that plays a stick</comment>
        <translation>Gerade hinzugefügt</translation>
    </message>
    <message>
        <source>Just one</source>
        <comment>drive.several</comment>
        <translation>Nur eines</translation>
    </message>
    <message>
        <source>Just plugged in</source>
        <comment>drive.new</comment>
        <translation>Gerade eingesteckt</translation>
    </message>
    <message>
        <source>Large drive – looks like storage, not a boot stick</source>
        <comment>drive.large</comment>
        <translation>Großes Laufwerk – sieht nach Datenspeicher aus, nicht nach Startstick</translation>
    </message>
    <message>
        <source>Locked: slide the small switch on the card</source>
        <comment>drive.locked</comment>
        <translation>Gesperrt: Schieben Sie den kleinen Schalter an der Karte um</translation>
    </message>
    <message>
        <source>Plug in a USB stick or SD card</source>
        <comment>drive.none</comment>
        <translation>Stecken Sie einen USB-Stick oder eine SD-Karte ein</translation>
    </message>
    <message>
        <source>Several at once</source>
        <comment>drive.several</comment>
        <translation>Mehrere auf einmal</translation>
    </message>
    <message>
        <source>So it writes no drives: a slip would cost too much. Close it and start it as yourself, use the command line, or try it without a stick.</source>
        <comment>drive.rooted</comment>
        <translation>Deshalb schreibt es auf keine Laufwerke: Ein Versehen wäre zu teuer. Starten Sie es als Sie selbst, nehmen Sie die Befehlszeile, oder probieren Sie es ohne Stick aus.</translation>
    </message>
    <message>
        <source>The file would lie on this drive</source>
        <comment>drive.source</comment>
        <translation>Die Datei läge auf diesem Laufwerk</translation>
    </message>
    <message>
        <source>The image is on this drive</source>
        <comment>drive.source</comment>
        <translation>Das Abbild liegt auf diesem Laufwerk</translation>
    </message>
    <message>
        <source>This window runs as root</source>
        <comment>drive.rooted</comment>
        <translation>Dieses Fenster läuft als root</translation>
    </message>
    <message>
        <source>Too small: the image needs {size}</source>
        <comment>drive.small</comment>
        <translation>Zu klein: Das Abbild braucht {size}</translation>
    </message>
    <message>
        <source>Too small: {kind} needs {size}</source>
        <comment>drive.small</comment>
        <translation>Zu klein: {kind} braucht {size}</translation>
    </message>
    <message>
        <source>Try without a stick…</source>
        <comment>menu.virtual</comment>
        <translation>Ohne Stick ausprobieren…</translation>
    </message>
    <message>
        <source>Unfinished: {image}, broken off</source>
        <comment>drive.unfinished</comment>
        <translation>Unfertig: {image}, das Programm endete mittendrin</translation>
    </message>
    <message>
        <source>Unfinished: {image}, broken off at {percent}</source>
        <comment>drive.unfinished: 33%</comment>
        <translation>Unfertig: {image}, das Programm endete bei {percent}</translation>
    </message>
    <message>
        <source>Unfinished: {image}, failed</source>
        <comment>drive.unfinished</comment>
        <translation>Unfertig: {image}, fehlgeschlagen</translation>
    </message>
    <message>
        <source>Unfinished: {image}, failed at {percent}</source>
        <comment>drive.unfinished: 33%</comment>
        <translation>Unfertig: {image}, fehlgeschlagen bei {percent}</translation>
    </message>
    <message>
        <source>Unfinished: {image}, stopped</source>
        <comment>drive.unfinished</comment>
        <translation>Unfertig: {image}, abgebrochen</translation>
    </message>
    <message>
        <source>Unfinished: {image}, stopped at {percent}</source>
        <comment>drive.unfinished: 33%</comment>
        <translation>Unfertig: {image}, abgebrochen bei {percent}</translation>
    </message>
    <message>
        <source>Unfinished: {image}, the computer went off</source>
        <comment>drive.unfinished</comment>
        <translation>Unfertig: {image}, der Computer ging aus</translation>
    </message>
    <message>
        <source>Unfinished: {image}, the computer went off at {percent}</source>
        <comment>drive.unfinished: 33%</comment>
        <translation>Unfertig: {image}, der Computer ging aus bei {percent}</translation>
    </message>
    <message>
        <source>Unfinished: {image}, unplugged</source>
        <comment>drive.unfinished</comment>
        <translation>Unfertig: {image}, abgezogen</translation>
    </message>
    <message>
        <source>Unfinished: {image}, unplugged at {percent}</source>
        <comment>drive.unfinished: 33%</comment>
        <translation>Unfertig: {image}, abgezogen bei {percent}</translation>
    </message>
    <message>
        <source>Unplugged</source>
        <comment>drive.gone</comment>
        <translation>Abgezogen</translation>
    </message>
    <message>
        <source>Why are these disks not offered?</source>
        <comment>screen reader</comment>
        <translation>Warum werden diese Laufwerke nicht angeboten?</translation>
    </message>
    <message>
        <source>Why?</source>
        <comment>drive.hidden</comment>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Write-protected: this drive does not allow writing</source>
        <comment>drive.locked</comment>
        <translation>Schreibgeschützt: Dieses Laufwerk lässt kein Schreiben zu</translation>
    </message>
    <message>
        <source>a quick test</source>
        <comment>drive.unfinished</comment>
        <translation>ein Schnelltest</translation>
    </message>
    <message>
        <source>{detail}. {contents}.</source>
        <comment>screen reader</comment>
        <translation>{detail}. {contents}.</translation>
    </message>
    <message>
        <source>{drive}, not available</source>
        <comment>screen reader</comment>
        <translation>{drive}, nicht verfügbar</translation>
    </message>
</context>
<context>
    <name>drop</name>
    <message numerus="yes">
        <source>%n (drive|drives) connected</source>
        <comment>drop.drives</comment>
        <translation>
            <numerusform>%n Laufwerk angeschlossen</numerusform>
            <numerusform>%n Laufwerke angeschlossen</numerusform>
        </translation>
    </message>
    <message>
        <source>As a Flatpak, Stickwright has no way to the web. Download the image with your browser, then drop it here.</source>
        <comment>drop.no-network</comment>
        <translation>Als Flatpak kommt Stickwright nicht ins Web. Laden Sie das Abbild mit dem Browser herunter, und legen Sie es dann hier ab.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <comment>drop.choose</comment>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Choose an image file</source>
        <comment>screen reader</comment>
        <translation>Abbilddatei wählen</translation>
    </message>
    <message>
        <source>Ctrl+O  open</source>
        <comment>drop.keys</comment>
        <translation>Strg+O  öffnen</translation>
    </message>
    <message>
        <source>Drop an image here</source>
        <comment>drop.title</comment>
        <translation>Legen Sie hier ein Abbild ab</translation>
    </message>
    <message>
        <source>From the web…</source>
        <comment>menu.web</comment>
        <translation>Aus dem Netz…</translation>
    </message>
    <message>
        <source>ISO or disk image (.iso, .img, .xz, .gz, .zst, .zip)</source>
        <comment>drop.hint</comment>
        <translation>ISO oder Laufwerksabbild (.iso, .img, .xz, .gz, .zst, .zip)</translation>
    </message>
    <message>
        <source>ISO or disk image, also compressed</source>
        <comment>drop.hint</comment>
        <translation>ISO oder Laufwerksabbild, auch komprimiert</translation>
    </message>
    <message>
        <source>In Downloads</source>
        <comment>drop.recent</comment>
        <translation>In den Downloads</translation>
    </message>
    <message>
        <source>It is only read. Nothing is written until you say so.</source>
        <comment>drop.over</comment>
        <translation>Es wird nur gelesen. Geschrieben wird erst, wenn Sie es sagen.</translation>
    </message>
    <message>
        <source>Let go to inspect this image</source>
        <comment>drop.over</comment>
        <translation>Loslassen, um dieses Abbild zu untersuchen</translation>
    </message>
    <message>
        <source>Let go to look at this image on the web</source>
        <comment>drop.web</comment>
        <translation>Loslassen, um dieses Abbild im Netz anzusehen</translation>
    </message>
    <message>
        <source>Let go to see the images in this folder</source>
        <comment>drop.over</comment>
        <translation>Loslassen, um die Abbilder in diesem Ordner zu sehen</translation>
    </message>
    <message>
        <source>No drive connected</source>
        <comment>drop.drives</comment>
        <translation>Kein Laufwerk angeschlossen</translation>
    </message>
    <message>
        <source>Not while a drive is being written. Drop it afterwards.</source>
        <comment>drop.at-work</comment>
        <translation>Nicht, während ein Laufwerk beschrieben wird. Legen Sie es danach ab.</translation>
    </message>
    <message>
        <source>Not while files are taken out of an image. Drop it afterwards.</source>
        <comment>drop.at-work</comment>
        <translation>Nicht, während Dateien aus einem Abbild herausgeholt werden. Legen Sie es danach ab.</translation>
    </message>
    <message>
        <source>Nothing is written until you say so.</source>
        <comment>drop.over</comment>
        <translation>Geschrieben wird erst, wenn Sie es sagen.</translation>
    </message>
    <message>
        <source>Nothing protects it on its way from {host}: you will be asked.</source>
        <comment>drop.web</comment>
        <translation>Nichts schützt es auf dem Weg von {host}: Sie werden gefragt.</translation>
    </message>
    <message>
        <source>One image at a time, please</source>
        <comment>drop.many</comment>
        <translation>Bitte nur ein Abbild auf einmal</translation>
    </message>
    <message>
        <source>Recent</source>
        <comment>drop.recent</comment>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Recent and in Downloads</source>
        <comment>drop.recent</comment>
        <translation>Zuletzt benutzt und in den Downloads</translation>
    </message>
    <message>
        <source>The desktop did not hand over this file. Choose it with “Choose a file…” instead.</source>
        <comment>drop.sandbox</comment>
        <translation>Die Arbeitsumgebung hat diese Datei nicht übergeben. Wählen Sie sie mit „Datei wählen…“ aus.</translation>
    </message>
    <message>
        <source>The file is gone. It was moved or deleted, or its disk was unplugged.</source>
        <comment>img.gone</comment>
        <translation>Die Datei ist weg. Sie wurde verschoben oder gelöscht, oder ihr Datenträger wurde abgezogen.</translation>
    </message>
    <message>
        <source>There is no file in that.</source>
        <comment>drop.nothing</comment>
        <translation>Darin ist keine Datei.</translation>
    </message>
    <message>
        <source>This download is not finished. Wait until your browser has renamed it.</source>
        <comment>img.partial</comment>
        <translation>Dieser Download ist noch nicht fertig. Warten Sie, bis Ihr Browser die Datei umbenannt hat.</translation>
    </message>
    <message>
        <source>This file is on the web. Download it first, then drop it here.</source>
        <comment>drop.remote</comment>
        <translation>Diese Datei liegt im Web. Laden Sie sie erst herunter, und legen Sie sie dann hier ab.</translation>
    </message>
    <message>
        <source>This is a drive, not a file. To make an image of it, use Tools, Back up a drive.</source>
        <comment>drop.drive</comment>
        <translation>Das ist ein Laufwerk, keine Datei. Ein Abbild davon macht „Laufwerk sichern“ unter „Werkzeuge“.</translation>
    </message>
    <message>
        <source>This is a folder. Drop the image file itself.</source>
        <comment>drop.folder</comment>
        <translation>Das ist ein Ordner. Legen Sie die Abbilddatei selbst ab.</translation>
    </message>
    <message>
        <source>This is not an ordinary file.</source>
        <comment>drop.special</comment>
        <translation>Das ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>You may not read this file. Copy it to your own folder.</source>
        <comment>img.noaccess</comment>
        <translation>Sie dürfen diese Datei nicht lesen. Kopieren Sie sie in Ihren eigenen Ordner.</translation>
    </message>
    <message>
        <source>You may not read this file. It belongs to {owner}. Copy it to your own folder.</source>
        <comment>img.noaccess</comment>
        <translation>Sie dürfen diese Datei nicht lesen. Sie gehört {owner}. Kopieren Sie sie in Ihren eigenen Ordner.</translation>
    </message>
    <message>
        <source>in Downloads</source>
        <comment>drop.recent</comment>
        <translation>in den Downloads</translation>
    </message>
    <message>
        <source>no longer there</source>
        <comment>drop.recent</comment>
        <translation>nicht mehr da</translation>
    </message>
    <message>
        <source>used on {date}</source>
        <comment>drop.recent</comment>
        <translation>benutzt am {date}</translation>
    </message>
    <message>
        <source>used today</source>
        <comment>drop.recent</comment>
        <translation>heute benutzt</translation>
    </message>
    <message>
        <source>used yesterday</source>
        <comment>drop.recent</comment>
        <translation>gestern benutzt</translation>
    </message>
    <message>
        <source>{host} is asked for it. Nothing is written until you say so.</source>
        <comment>drop.web</comment>
        <translation>{host} wird danach gefragt. Geschrieben wird erst, wenn Sie es sagen.</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>32-bit ARM computers</source>
        <comment>system</comment>
        <translation>32-Bit-ARM-Computer</translation>
    </message>
    <message>
        <source>32-bit PCs</source>
        <comment>system</comment>
        <translation>32-Bit-PCs</translation>
    </message>
    <message>
        <source>64-bit ARM computers</source>
        <comment>system</comment>
        <translation>64-Bit-ARM-Computer</translation>
    </message>
    <message>
        <source>64-bit PCs</source>
        <comment>system</comment>
        <translation>64-Bit-PCs</translation>
    </message>
    <message>
        <source>A BIOS starts it from a disc, and not from a stick.</source>
        <comment>finding: bios-only-as-cd</comment>
        <translation>Ein BIOS startet es von einer CD, nicht von einem Stick.</translation>
    </message>
    <message>
        <source>A FAT32 file system has only {clusters} clusters: most UEFI firmware does not read one with fewer than 65,525.</source>
        <comment>finding: fat32-too-small</comment>
        <translation>Ein FAT32-Dateisystem hat nur {clusters} Cluster: Die meiste UEFI-Firmware liest keines mit weniger als 65.525.</translation>
    </message>
    <message>
        <source>A Flatpak can’t use the programs of this computer; Stickwright’s other packages can.</source>
        <comment>error: in a sandbox</comment>
        <translation>Ein Flatpak kann die Programme dieses Computers nicht benutzen, Stickwrights andere Pakete können es.</translation>
    </message>
    <message>
        <source>A Windows stick is composed of the installer’s files, which have to be on this computer.</source>
        <comment>error: from the web</comment>
        <translation>Ein Windows-Stick wird aus den Dateien des Installers zusammengesetzt, und die müssen auf diesem Computer liegen.</translation>
    </message>
    <message>
        <source>A boot image should be in sector {sector}, outside the image.</source>
        <comment>finding: el-torito-damaged</comment>
        <translation>Ein Startabbild müsste in Sektor {sector} liegen, außerhalb des Abbilds.</translation>
    </message>
    <message>
        <source>A boot image was told a wrong place or checksum of itself.</source>
        <comment>finding: boot-info-wrong</comment>
        <translation>Einem Startabbild wurde ein falscher Ort oder eine falsche Prüfsumme genannt.</translation>
    </message>
    <message>
        <source>A disc drive, not a stick ({name}).</source>
        <comment>drive</comment>
        <translation>Ein CD-Laufwerk, kein Stick ({name}).</translation>
    </message>
    <message>
        <source>A file system of {size} bytes lies in a partition of {length}: firmware does not read what is behind its end.</source>
        <comment>finding: file-system-larger-than-partition</comment>
        <translation>Ein Dateisystem von {size} Bytes liegt in einer Partition von {length}: Was hinter deren Ende liegt, liest die Firmware nicht.</translation>
    </message>
    <message>
        <source>A place where firmware looks for a loader</source>
        <comment>structure</comment>
        <translation>Eine Stelle, an der Firmware ein Startprogramm sucht</translation>
    </message>
    <message>
        <source>Answers for Windows Setup are on it ({name}): nobody is asked, and they may erase a disk of the computer.</source>
        <comment>finding: own-answers</comment>
        <translation>Darauf sind Antworten für das Windows-Setup ({name}): Niemand wird gefragt, und sie können ein Laufwerk des Computers löschen.</translation>
    </message>
    <message>
        <source>Answers for Windows Setup are on it ({name}): nobody is asked, and they say to erase a disk of the computer.</source>
        <comment>finding: own-answers</comment>
        <translation>Darauf sind Antworten für das Windows-Setup ({name}): Niemand wird gefragt, und nach ihnen wird ein Laufwerk des Computers gelöscht.</translation>
    </message>
    <message>
        <source>Answers for the first start of Windows are on it ({name}): nobody is asked, and they may run programs.</source>
        <comment>finding: own-answers</comment>
        <translation>Darauf sind Antworten für den ersten Start von Windows ({name}): Niemand wird gefragt, und sie können Programme ausführen.</translation>
    </message>
    <message>
        <source>Answers for the first start of Windows are on it ({name}): nobody is asked, and they say to erase a disk of the computer.</source>
        <comment>finding: own-answers</comment>
        <translation>Darauf sind Antworten für den ersten Start von Windows ({name}): Niemand wird gefragt, und nach ihnen wird ein Laufwerk des Computers gelöscht.</translation>
    </message>
    <message>
        <source>Apple partition map</source>
        <comment>structure</comment>
        <translation>Apple-Partitionstabelle</translation>
    </message>
    <message>
        <source>BIOS boot partition</source>
        <comment>evidence: said</comment>
        <translation>BIOS-Startpartition</translation>
    </message>
    <message>
        <source>Boot image</source>
        <comment>evidence: what</comment>
        <translation>Startabbild</translation>
    </message>
    <message>
        <source>Boot menu</source>
        <comment>system</comment>
        <translation>Startmenü</translation>
    </message>
    <message>
        <source>Boot record</source>
        <comment>evidence: what</comment>
        <translation>Starteintrag</translation>
    </message>
    <message>
        <source>Boot sector</source>
        <comment>evidence: what</comment>
        <translation>Bootsektor</translation>
    </message>
    <message>
        <source>Built into this computer. Mounted at {places}.</source>
        <comment>drive</comment>
        <translation>In diesen Computer eingebaut. Eingehängt unter {places}.</translation>
    </message>
    <message>
        <source>Built into this computer. Not mounted.</source>
        <comment>drive</comment>
        <translation>In diesen Computer eingebaut. Nicht eingehängt.</translation>
    </message>
    <message>
        <source>Burn it onto another disc. If that can’t be read either, it is the drive.</source>
        <comment>error: burning</comment>
        <translation>Brennen Sie es auf eine andere Disc. Ist auch die nicht lesbar, liegt es am Laufwerk.</translation>
    </message>
    <message>
        <source>Burn it onto another disc. If that differs too, it is the drive.</source>
        <comment>error: burning</comment>
        <translation>Brennen Sie es auf eine andere Disc. Weicht auch die ab, liegt es am Laufwerk.</translation>
    </message>
    <message>
        <source>Byte {place} lies behind the first {limit} bytes that were fetched.</source>
        <comment>error: from the web</comment>
        <translation>Byte {place} liegt hinter den ersten {limit} Bytes, die geholt wurden.</translation>
    </message>
    <message>
        <source>Byte {place} lies behind the first {limit} bytes that were unpacked.</source>
        <comment>damage: not looked at</comment>
        <translation>Byte {place} liegt hinter den ersten {limit} Bytes, die entpackt wurden.</translation>
    </message>
    <message>
        <source>Byte {place} lies behind the first {limit} bytes that were unpacked.</source>
        <comment>error</comment>
        <translation>Byte {place} liegt hinter den ersten {limit} Bytes, die entpackt wurden.</translation>
    </message>
    <message>
        <source>Choose a folder on another disk.</source>
        <comment>error</comment>
        <translation>Wählen Sie einen Ordner auf einem anderen Datenträger.</translation>
    </message>
    <message>
        <source>Choose a larger drive.</source>
        <comment>error</comment>
        <translation>Wählen Sie ein größeres Laufwerk.</translation>
    </message>
    <message>
        <source>Choose an image file.</source>
        <comment>error</comment>
        <translation>Wählen Sie eine Abbilddatei.</translation>
    </message>
    <message>
        <source>Choose another name, or move it away.</source>
        <comment>error</comment>
        <translation>Wählen Sie einen anderen Namen, oder legen Sie sie woanders ab.</translation>
    </message>
    <message>
        <source>Choose exFAT.</source>
        <comment>error</comment>
        <translation>Wählen Sie exFAT.</translation>
    </message>
    <message>
        <source>Choose one: {names}.</source>
        <comment>error</comment>
        <translation>Wählen Sie eins: {names}.</translation>
    </message>
    <message>
        <source>Choose the drive anew and start again.</source>
        <comment>error</comment>
        <translation>Wählen Sie das Laufwerk neu und beginnen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Choose the drive anew.</source>
        <comment>error</comment>
        <translation>Wählen Sie das Laufwerk neu.</translation>
    </message>
    <message>
        <source>Choose the image file itself.</source>
        <comment>error</comment>
        <translation>Wählen Sie die Abbilddatei selbst.</translation>
    </message>
    <message>
        <source>Close other programs, then try again.</source>
        <comment>error</comment>
        <translation>Schließe andere Programme, dann versuche es noch einmal.</translation>
    </message>
    <message>
        <source>Close what uses it, then try again.</source>
        <comment>error</comment>
        <translation>Schließen Sie, was es benutzt, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Compare it with the image that was written to it.</source>
        <comment>error</comment>
        <translation>Vergleichen Sie es mit dem Abbild, das darauf geschrieben wurde.</translation>
    </message>
    <message>
        <source>Convert it first.</source>
        <comment>error: virtual disk</comment>
        <translation>Wandeln Sie sie vorher um.</translation>
    </message>
    <message>
        <source>Convert it first: {command}.</source>
        <comment>error: virtual disk</comment>
        <translation>Wandeln Sie es vorher um: {command}.</translation>
    </message>
    <message>
        <source>Copy the image to another disk first.</source>
        <comment>error</comment>
        <translation>Kopieren Sie das Abbild zuerst auf einen anderen Datenträger.</translation>
    </message>
    <message>
        <source>Decrypt it first, with qemu-img.</source>
        <comment>error: virtual disk</comment>
        <translation>Entschlüsseln Sie sie vorher mit qemu-img.</translation>
    </message>
    <message>
        <source>Don’t use this drive to install anything. Try another port, then write again.</source>
        <comment>error</comment>
        <translation>Installieren Sie von diesem Laufwerk nichts. Nehmen Sie einen anderen Anschluss, und schreiben Sie noch einmal.</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <comment>error</comment>
        <translation>Laden Sie sie noch einmal herunter.</translation>
    </message>
    <message>
        <source>Download it first, then write the file.</source>
        <comment>error: from the web</comment>
        <translation>Laden Sie sie zuerst herunter, dann schreiben Sie die Datei.</translation>
    </message>
    <message>
        <source>EFI program</source>
        <comment>structure</comment>
        <translation>EFI-Programm</translation>
    </message>
    <message>
        <source>EFI system partition</source>
        <comment>evidence: said</comment>
        <translation>EFI-Systempartition</translation>
    </message>
    <message>
        <source>El Torito entry</source>
        <comment>evidence: what</comment>
        <translation>El-Torito-Eintrag</translation>
    </message>
    <message>
        <source>FAT boot sector</source>
        <comment>structure</comment>
        <translation>FAT-Bootsektor</translation>
    </message>
    <message>
        <source>FAT32 has less than 2 TiB</source>
        <comment>a drive for files</comment>
        <translation>FAT32 hat weniger als 2 TiB</translation>
    </message>
    <message>
        <source>FAT{bits}, a loader for {machines} in \EFI\BOOT</source>
        <comment>evidence: said</comment>
        <translation>FAT{bits}, Startprogramm für {machines} in \EFI\BOOT</translation>
    </message>
    <message>
        <source>FAT{bits}, a loader for {one} and {other} in \EFI\BOOT</source>
        <comment>evidence: said</comment>
        <translation>FAT{bits}, Startprogramme für {one} und {other} in \EFI\BOOT</translation>
    </message>
    <message>
        <source>FAT{bits}, nothing that starts in \EFI\BOOT</source>
        <comment>evidence: said</comment>
        <translation>FAT{bits}, nichts Startfähiges in \EFI\BOOT</translation>
    </message>
    <message>
        <source>FAT{bits}, {size} bytes</source>
        <comment>evidence: said</comment>
        <translation>FAT{bits}, {size} Bytes</translation>
    </message>
    <message>
        <source>Fedora’s live systems look for what was done in them only where their boot menu says, and a copied one says nothing</source>
        <comment>added behind an image</comment>
        <translation>Fedoras Live-Systeme suchen, was in ihnen getan wurde, nur dort, wo ihr Startmenü es sagt, und ein kopiertes sagt nichts</translation>
    </message>
    <message>
        <source>File system</source>
        <comment>evidence: what</comment>
        <translation>Dateisystem</translation>
    </message>
    <message>
        <source>First sector</source>
        <comment>evidence: what</comment>
        <translation>Erster Sektor</translation>
    </message>
    <message>
        <source>Folder</source>
        <comment>structure</comment>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder record</source>
        <comment>structure</comment>
        <translation>Ordnereintrag</translation>
    </message>
    <message>
        <source>FreeBSD boot partition</source>
        <comment>evidence: said</comment>
        <translation>FreeBSD-Startpartition</translation>
    </message>
    <message>
        <source>From byte {place} on, this virtual disk ({name}) lies in its packed file in such disorder that the same would be unpacked again and again.</source>
        <comment>error: virtual disk</comment>
        <translation>Ab Byte {place} liegt diese virtuelle Festplatte ({name}) so ungeordnet in ihrer gepackten Datei, dass immer wieder dasselbe entpackt werden müsste.</translation>
    </message>
    <message>
        <source>GPT header</source>
        <comment>structure</comment>
        <translation>GPT-Kopf</translation>
    </message>
    <message>
        <source>GPT partition {number}</source>
        <comment>evidence: what</comment>
        <translation>GPT-Partition {number}</translation>
    </message>
    <message>
        <source>GRUB’s core image</source>
        <comment>structure</comment>
        <translation>das Kernabbild von GRUB</translation>
    </message>
    <message>
        <source>GRUB’s image was not told where it is (boot info table)</source>
        <comment>evidence: said</comment>
        <translation>dem GRUB-Abbild wurde nicht gesagt, wo es liegt (Boot Info Table)</translation>
    </message>
    <message>
        <source>Give it a smaller size.</source>
        <comment>error</comment>
        <translation>Geben Sie eine kleinere Größe an.</translation>
    </message>
    <message>
        <source>Go on with all of the drive, or save it under another name.</source>
        <comment>error</comment>
        <translation>Machen Sie mit dem ganzen Laufwerk weiter, oder sichern Sie es unter einem anderen Namen.</translation>
    </message>
    <message>
        <source>Hidden by this computer’s administrator.</source>
        <comment>drive</comment>
        <translation>Vom Administrator dieses Computers verborgen.</translation>
    </message>
    <message>
        <source>IBM Z mainframes</source>
        <comment>system</comment>
        <translation>IBM-Z-Großrechner</translation>
    </message>
    <message>
        <source>In use by {names}. Close it first.</source>
        <comment>drive</comment>
        <translation>Wird von {names} benutzt. Schließen Sie das zuerst.</translation>
    </message>
    <message>
        <source>Install and start a polkit agent, or run the command line with sudo.</source>
        <comment>error</comment>
        <translation>Installieren und starten Sie einen Polkit-Agenten, oder nehmen Sie die Befehlszeile mit sudo.</translation>
    </message>
    <message>
        <source>Install it with “{command}”.</source>
        <comment>error: no virtual machine</comment>
        <translation>Installieren Sie es mit „{command}“.</translation>
    </message>
    <message>
        <source>Install the package udisks2, or run the command line with sudo.</source>
        <comment>error</comment>
        <translation>Installieren Sie das Paket udisks2, oder nehmen Sie die Befehlszeile mit sudo.</translation>
    </message>
    <message>
        <source>Install what Debian calls “{packages}”.</source>
        <comment>error: no virtual machine</comment>
        <translation>Installieren Sie, was bei Debian „{packages}“ heißt.</translation>
    </message>
    <message>
        <source>Installer</source>
        <comment>system</comment>
        <translation>Installationssystem</translation>
    </message>
    <message>
        <source>It can’t be tried in a virtual machine: {why}.</source>
        <comment>error</comment>
        <translation>Es kann nicht in einer virtuellen Maschine ausprobiert werden: {why}.</translation>
    </message>
    <message>
        <source>It can’t go onto a disc: {why}.</source>
        <comment>error</comment>
        <translation>Es kann auf keine Disc geschrieben werden: {why}.</translation>
    </message>
    <message>
        <source>It has boot code that is not known here, or not all of it: it may start.</source>
        <comment>finding: boot-code-unknown</comment>
        <translation>Es hat Startcode, der hier nicht oder nicht ganz bekannt ist: Es startet vielleicht.</translation>
    </message>
    <message>
        <source>It is only another name for {drive}. Name the whole drive.</source>
        <comment>drive</comment>
        <translation>Das ist nur ein anderer Name für {drive}. Nennen Sie das ganze Laufwerk.</translation>
    </message>
    <message>
        <source>It is packed in more ways than an image needs.</source>
        <comment>error</comment>
        <translation>Es ist auf mehr Arten gepackt, als ein Abbild braucht.</translation>
    </message>
    <message>
        <source>It is packed in pieces of more than {size} MiB.</source>
        <comment>error: virtual disk</comment>
        <translation>Sie ist in Stücken von mehr als {size} MiB gepackt.</translation>
    </message>
    <message>
        <source>It is packed with settings of LZMA that nobody else reads.</source>
        <comment>error</comment>
        <translation>Es ist mit Einstellungen von LZMA gepackt, die sonst niemand liest.</translation>
    </message>
    <message>
        <source>It is worn out, or the connection is bad: try another port, then another drive.</source>
        <comment>error</comment>
        <translation>Es ist verschlissen, oder die Verbindung ist schlecht: Versuchen Sie einen anderen Anschluss, dann ein anderes Laufwerk.</translation>
    </message>
    <message>
        <source>It may hold another image, or a started system may have changed it.</source>
        <comment>error</comment>
        <translation>Vielleicht enthält es ein anderes Abbild, oder ein davon gestartetes System hat es verändert.</translation>
    </message>
    <message>
        <source>It was packed with a dictionary that is not in the file.</source>
        <comment>error</comment>
        <translation>Sie wurde mit einem Wörterbuch gepackt, das nicht in der Datei ist.</translation>
    </message>
    <message>
        <source>Itanium computers</source>
        <comment>system</comment>
        <translation>Itanium-Computer</translation>
    </message>
    <message>
        <source>Its autorun.inf names a program that Windows used to start: {name}.</source>
        <comment>finding: autorun</comment>
        <translation>Die autorun.inf nennt ein Programm, das Windows früher gestartet hat: {name}.</translation>
    </message>
    <message>
        <source>Its file system takes no file this large: choose a folder on another disk.</source>
        <comment>error</comment>
        <translation>Das Dateisystem dort nimmt keine so große Datei: Wählen Sie einen Ordner auf einem anderen Datenträger.</translation>
    </message>
    <message>
        <source>Its files can be taken out without mounting it.</source>
        <comment>error</comment>
        <translation>Seine Dateien lassen sich auch ohne Einhängen herausholen.</translation>
    </message>
    <message>
        <source>Its makers left a checksum in it, by which it can be checked for damage.</source>
        <comment>finding: implanted-checksum</comment>
        <translation>Der Hersteller hat eine Prüfsumme darin hinterlassen, mit der es sich auf Schäden prüfen lässt.</translation>
    </message>
    <message>
        <source>Join them first.</source>
        <comment>error: virtual disk</comment>
        <translation>Fügen Sie sie vorher zusammen.</translation>
    </message>
    <message>
        <source>Just plugged in, still being looked at.</source>
        <comment>drive</comment>
        <translation>Gerade eingesteckt, wird noch untersucht.</translation>
    </message>
    <message>
        <source>Leave yours out, and Windows goes by the disc’s.</source>
        <comment>error</comment>
        <translation>Lassen Sie Ihre weg, dann gelten die der Disc.</translation>
    </message>
    <message>
        <source>Live system</source>
        <comment>system</comment>
        <translation>Live-System</translation>
    </message>
    <message>
        <source>Live system and installer</source>
        <comment>system</comment>
        <translation>Live- und Installationssystem</translation>
    </message>
    <message>
        <source>Locked: slide the small switch on the card.</source>
        <comment>drive</comment>
        <translation>Gesperrt: Schieben Sie den kleinen Schalter an der Karte um.</translation>
    </message>
    <message>
        <source>Look at it again.</source>
        <comment>error: burning</comment>
        <translation>Sehen Sie noch einmal nach.</translation>
    </message>
    <message>
        <source>Look for the address of the file itself.</source>
        <comment>error: from the web</comment>
        <translation>Suchen Sie die Adresse der Datei selbst.</translation>
    </message>
    <message>
        <source>Looking at it would take too long: {what}.</source>
        <comment>damage: not looked at</comment>
        <translation>Die Untersuchung würde zu lange dauern: {what}.</translation>
    </message>
    <message>
        <source>Looking at it would take too long: {what}.</source>
        <comment>error</comment>
        <translation>Die Untersuchung würde zu lange dauern: {what}.</translation>
    </message>
    <message>
        <source>LoongArch computers</source>
        <comment>system</comment>
        <translation>LoongArch-Computer</translation>
    </message>
    <message>
        <source>MBR partition {number}</source>
        <comment>evidence: what</comment>
        <translation>MBR-Partition {number}</translation>
    </message>
    <message>
        <source>Make one file of it first, with qemu-img.</source>
        <comment>error: virtual disk</comment>
        <translation>Machen Sie daraus vorher mit qemu-img eine einzige Datei.</translation>
    </message>
    <message>
        <source>Make room on the disk that its file is on, or make the virtual stick on another one.</source>
        <comment>error</comment>
        <translation>Schaffen Sie Platz auf dem Laufwerk mit seiner Datei, oder legen Sie den virtuellen Stick auf einem anderen an.</translation>
    </message>
    <message>
        <source>Make room there, or choose another folder.</source>
        <comment>error</comment>
        <translation>Schaffen Sie dort Platz, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Make room there.</source>
        <comment>error</comment>
        <translation>Schaffen Sie dort Platz.</translation>
    </message>
    <message>
        <source>Many sticks turn read-only for good when they are worn out. What is on it can still be read.</source>
        <comment>error</comment>
        <translation>Viele Sticks lassen sich für immer nur noch lesen, wenn sie verschlissen sind. Was darauf ist, kann noch gelesen werden.</translation>
    </message>
    <message>
        <source>Memory test</source>
        <comment>system</comment>
        <translation>Speichertest</translation>
    </message>
    <message>
        <source>Merge the two first, in Hyper-V or VirtualBox.</source>
        <comment>error: virtual disk</comment>
        <translation>Führen Sie die beiden vorher in Hyper-V oder VirtualBox zusammen.</translation>
    </message>
    <message>
        <source>Merge the two first, in Hyper-V.</source>
        <comment>error: virtual disk</comment>
        <translation>Führen Sie die beiden vorher in Hyper-V zusammen.</translation>
    </message>
    <message>
        <source>Merge the two first, in VMware or with qemu-img.</source>
        <comment>error: virtual disk</comment>
        <translation>Führen Sie die beiden vorher in VMware oder mit qemu-img zusammen.</translation>
    </message>
    <message>
        <source>Merge the two first, in VirtualBox or with qemu-img.</source>
        <comment>error: virtual disk</comment>
        <translation>Führen Sie die beiden vorher in VirtualBox oder mit qemu-img zusammen.</translation>
    </message>
    <message>
        <source>Merge the two first, with qemu-img.</source>
        <comment>error: virtual disk</comment>
        <translation>Führen Sie die beiden vorher mit qemu-img zusammen.</translation>
    </message>
    <message>
        <source>Move it away, and what it belongs to.</source>
        <comment>error</comment>
        <translation>Legen Sie sie und das, wozu sie gehört, woanders ab.</translation>
    </message>
    <message>
        <source>Name the list that its makers published for it, or none.</source>
        <comment>error</comment>
        <translation>Nennen Sie die Liste, die seine Hersteller dazu veröffentlicht haben, oder keine.</translation>
    </message>
    <message>
        <source>Network boot</source>
        <comment>system</comment>
        <translation>Netzwerkstart</translation>
    </message>
    <message>
        <source>Network installer</source>
        <comment>system</comment>
        <translation>Netzwerk-Installationssystem</translation>
    </message>
    <message>
        <source>No card in it.</source>
        <comment>drive</comment>
        <translation>Keine Karte eingelegt.</translation>
    </message>
    <message>
        <source>No file of the image was changed.</source>
        <comment>error</comment>
        <translation>Keine Datei des Abbilds wurde verändert.</translation>
    </message>
    <message>
        <source>No package of this distribution holds it.</source>
        <comment>error: no virtual machine</comment>
        <translation>Kein Paket dieser Distribution enthält es.</translation>
    </message>
    <message>
        <source>Not a real drive ({name}).</source>
        <comment>drive</comment>
        <translation>Kein wirkliches Laufwerk ({name}).</translation>
    </message>
    <message>
        <source>Not started: permission to read {drive} was not given.</source>
        <comment>error</comment>
        <translation>Nicht begonnen: Die Berechtigung zum Lesen von {drive} fehlt.</translation>
    </message>
    <message>
        <source>Not started: permission to write to {drive} was not given.</source>
        <comment>error</comment>
        <translation>Nicht begonnen: Die Berechtigung zum Schreiben auf {drive} fehlt.</translation>
    </message>
    <message>
        <source>Not started: the question who may use {drive} was closed.</source>
        <comment>error</comment>
        <translation>Nicht begonnen: Die Frage, wer {drive} benutzen darf, wurde geschlossen.</translation>
    </message>
    <message>
        <source>Nothing can be added behind this image: {why}.</source>
        <comment>error</comment>
        <translation>Hinter diesem Abbild lässt sich nichts hinzufügen: {why}.</translation>
    </message>
    <message>
        <source>Nothing in it. Was it ejected? Unplug it and plug it in again.</source>
        <comment>drive</comment>
        <translation>Leer. Wurde es ausgeworfen? Ziehen Sie es ab, und stecken Sie es wieder ein.</translation>
    </message>
    <message>
        <source>Nothing in this file looks like a disk image.</source>
        <comment>finding: nothing-recognised</comment>
        <translation>Nichts in dieser Datei sieht nach einem Laufwerksabbild aus.</translation>
    </message>
    <message>
        <source>Nothing is kept of what was on {drive}.</source>
        <comment>error</comment>
        <translation>Von dem, was auf {drive} war, ist nichts aufbewahrt.</translation>
    </message>
    <message>
        <source>Nothing of {name} is mounted by this program.</source>
        <comment>error</comment>
        <translation>Dieses Programm hat nichts von {name} eingehängt.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <comment>error</comment>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Nothing was changed. A drive that is worn out looks so as well.</source>
        <comment>error</comment>
        <translation>Nichts wurde geändert. Ein verschlissenes Laufwerk sieht auch so aus.</translation>
    </message>
    <message>
        <source>Nothing was changed. Choose the drive again.</source>
        <comment>error</comment>
        <translation>Es wurde nichts verändert. Wählen Sie das Laufwerk noch einmal.</translation>
    </message>
    <message>
        <source>Of an archive only a part is fetched: it can be neither kept nor summed up.</source>
        <comment>error: from the web</comment>
        <translation>Von einem Archiv wird nur ein Teil geholt: Es kann weder behalten noch geprüft werden.</translation>
    </message>
    <message>
        <source>Only {who} vouches for {path}: with Secure Boot on, a computer has to know this key of 2023.</source>
        <comment>finding: needs-2023-ca</comment>
        <translation>Nur {who} bürgt für {path}: Ist Secure Boot an, dann muss ein Computer diesen Schlüssel von 2023 kennen.</translation>
    </message>
    <message>
        <source>Open it once in Hyper-V, or mend a copy: {command}.</source>
        <comment>error: virtual disk</comment>
        <translation>Öffnen Sie sie einmal in Hyper-V, oder reparieren Sie eine Kopie: {command}.</translation>
    </message>
    <message>
        <source>PCs</source>
        <comment>system</comment>
        <translation>PCs</translation>
    </message>
    <message>
        <source>POWER computers</source>
        <comment>system</comment>
        <translation>POWER-Computer</translation>
    </message>
    <message>
        <source>Partition editor</source>
        <comment>system</comment>
        <translation>Partitionseditor</translation>
    </message>
    <message>
        <source>Partition table</source>
        <comment>evidence: what</comment>
        <translation>Partitionstabelle</translation>
    </message>
    <message>
        <source>Plug it in again, then start again.</source>
        <comment>error</comment>
        <translation>Stecken Sie es wieder ein, und beginnen Sie von vorn.</translation>
    </message>
    <message>
        <source>Plug it in again.</source>
        <comment>error</comment>
        <translation>Stecken Sie es wieder ein.</translation>
    </message>
    <message>
        <source>PowerPC computers</source>
        <comment>system</comment>
        <translation>PowerPC-Computer</translation>
    </message>
    <message>
        <source>Put in a larger disc.</source>
        <comment>error: burning</comment>
        <translation>Legen Sie eine größere Disc ein.</translation>
    </message>
    <message>
        <source>Put in an empty disc, or a rewritable one.</source>
        <comment>error: burning</comment>
        <translation>Legen Sie eine leere oder eine wiederbeschreibbare Disc ein.</translation>
    </message>
    <message>
        <source>Put in an empty one.</source>
        <comment>error: burning</comment>
        <translation>Legen Sie eine leere ein.</translation>
    </message>
    <message>
        <source>Put it back as it was, then start again.</source>
        <comment>error</comment>
        <translation>Stellen Sie sie wieder her, wie sie war, und fangen Sie dann noch einmal an.</translation>
    </message>
    <message>
        <source>Put it back as it was.</source>
        <comment>error</comment>
        <translation>Stellen Sie sie wieder her, wie sie war.</translation>
    </message>
    <message>
        <source>QEMU is not installed</source>
        <comment>error: no virtual machine</comment>
        <translation>QEMU ist nicht installiert</translation>
    </message>
    <message>
        <source>RISC-V computers</source>
        <comment>system</comment>
        <translation>RISC-V-Computer</translation>
    </message>
    <message>
        <source>Raspberry Pi boards</source>
        <comment>system</comment>
        <translation>Raspberry-Pi-Computer</translation>
    </message>
    <message>
        <source>Reading a drive needs your password or an administrator’s.</source>
        <comment>error</comment>
        <translation>Zum Lesen eines Laufwerks ist Ihr Passwort oder das eines Administrators nötig.</translation>
    </message>
    <message>
        <source>Ready-made system</source>
        <comment>system</comment>
        <translation>Fertiges System</translation>
    </message>
    <message>
        <source>Rescue system</source>
        <comment>system</comment>
        <translation>Rettungssystem</translation>
    </message>
    <message>
        <source>Root folder</source>
        <comment>structure</comment>
        <translation>Hauptordner</translation>
    </message>
    <message>
        <source>Router system</source>
        <comment>system</comment>
        <translation>Router-System</translation>
    </message>
    <message>
        <source>Runs this computer: holds {things}. It can never be chosen.</source>
        <comment>drive</comment>
        <translation>Darauf läuft dieser Computer: enthält {things}. Kann nie gewählt werden.</translation>
    </message>
    <message>
        <source>SBAT level of {date}</source>
        <comment>evidence: what</comment>
        <translation>SBAT-Stufe vom {date}</translation>
    </message>
    <message>
        <source>Save it as .img.</source>
        <comment>error</comment>
        <translation>Sichern Sie es als .img.</translation>
    </message>
    <message>
        <source>Save it under another name.</source>
        <comment>error</comment>
        <translation>Sichern Sie es unter einem anderen Namen.</translation>
    </message>
    <message>
        <source>Server installer</source>
        <comment>system</comment>
        <translation>Server-Installationssystem</translation>
    </message>
    <message>
        <source>Size of the stick</source>
        <comment>evidence: what</comment>
        <translation>Größe des Sticks</translation>
    </message>
    <message>
        <source>Slide the small switch on the card, or use another drive.</source>
        <comment>error</comment>
        <translation>Schieben Sie den kleinen Schalter an der Karte um, oder nehmen Sie ein anderes Laufwerk.</translation>
    </message>
    <message>
        <source>System</source>
        <comment>system</comment>
        <translation>System</translation>
    </message>
    <message>
        <source>Take them out into a folder instead.</source>
        <comment>error</comment>
        <translation>Holen Sie sie stattdessen in einen Ordner heraus.</translation>
    </message>
    <message>
        <source>Test every byte of it.</source>
        <comment>error</comment>
        <translation>Prüfen Sie jedes Byte davon.</translation>
    </message>
    <message>
        <source>That is not broken here: what is copied could not be played.</source>
        <comment>error</comment>
        <translation>Der wird hier nicht gebrochen: Die Kopie ließe sich nicht abspielen.</translation>
    </message>
    <message>
        <source>The Apple partition map</source>
        <comment>structure</comment>
        <translation>Die Apple-Partitionstabelle</translation>
    </message>
    <message>
        <source>The FAT file system</source>
        <comment>structure</comment>
        <translation>Das FAT-Dateisystem</translation>
    </message>
    <message>
        <source>The FAT file system that firmware starts from</source>
        <comment>structure</comment>
        <translation>Das FAT-Dateisystem, von dem die Firmware startet</translation>
    </message>
    <message>
        <source>The FAT file system that firmware starts from is damaged. {damage}</source>
        <comment>finding: loader-damaged</comment>
        <translation>Das FAT-Dateisystem, von dem die Firmware startet, ist beschädigt. {damage}</translation>
    </message>
    <message>
        <source>The GPT is damaged, and there is no copy of it that is whole.</source>
        <comment>finding: gpt-damaged</comment>
        <translation>Die GPT ist beschädigt, und eine ganze Kopie gibt es nicht.</translation>
    </message>
    <message>
        <source>The GPT is damaged, and there is no copy of it that is whole. {damage}</source>
        <comment>finding: gpt-damaged</comment>
        <translation>Die GPT ist beschädigt, und eine ganze Kopie gibt es nicht. {damage}</translation>
    </message>
    <message>
        <source>The GPT is made for blocks of {size} bytes; sticks have blocks of 512, and firmware does not find it there.</source>
        <comment>finding: gpt-block-size</comment>
        <translation>Die GPT ist für Blöcke von {size} Bytes gemacht; Sticks haben Blöcke von 512, und dort findet die Firmware sie nicht.</translation>
    </message>
    <message>
        <source>The GPT’s partition {number} ends at byte {end}, the image at {size}.</source>
        <comment>finding: partition-beyond-end</comment>
        <translation>Partition {number} der GPT endet bei Byte {end}, das Abbild bei {size}.</translation>
    </message>
    <message>
        <source>The GPT’s partitions {one} and {other} overlap.</source>
        <comment>finding: partitions-overlap</comment>
        <translation>Die Partitionen {one} und {other} der GPT überschneiden sich.</translation>
    </message>
    <message>
        <source>The ISO 9660 tree</source>
        <comment>structure</comment>
        <translation>Der ISO-9660-Dateibaum</translation>
    </message>
    <message>
        <source>The MBR says that there is a GPT, and there is none.</source>
        <comment>finding: gpt-missing</comment>
        <translation>Der MBR sagt, dass es eine GPT gibt, und es gibt keine.</translation>
    </message>
    <message>
        <source>The MBR’s partition {number} ends at byte {end}, the image at {size}.</source>
        <comment>finding: partition-beyond-end</comment>
        <translation>Partition {number} des MBR endet bei Byte {end}, das Abbild bei {size}.</translation>
    </message>
    <message>
        <source>The MBR’s partitions {one} and {other} overlap.</source>
        <comment>finding: partitions-overlap</comment>
        <translation>Die Partitionen {one} und {other} des MBR überschneiden sich.</translation>
    </message>
    <message>
        <source>The UDF tree</source>
        <comment>structure</comment>
        <translation>Der UDF-Dateibaum</translation>
    </message>
    <message>
        <source>The block map of {name} can’t be used: {why}.</source>
        <comment>error</comment>
        <translation>Die Blockliste von {name} ist nicht zu gebrauchen: {why}.</translation>
    </message>
    <message>
        <source>The boot catalogue</source>
        <comment>structure</comment>
        <translation>Der Startkatalog</translation>
    </message>
    <message>
        <source>The boot catalogue breaks its own rules: {why}.</source>
        <comment>finding: el-torito-damaged</comment>
        <translation>Der Startkatalog hält seine eigenen Regeln nicht ein: {why}.</translation>
    </message>
    <message>
        <source>The boot catalogue does not begin as one: no firmware takes it.</source>
        <comment>finding: el-torito-damaged</comment>
        <translation>Der Startkatalog fängt nicht wie einer an: Keine Firmware nimmt ihn.</translation>
    </message>
    <message>
        <source>The boot catalogue should be in sector {sector}, outside the image.</source>
        <comment>finding: el-torito-damaged</comment>
        <translation>Der Startkatalog müsste in Sektor {sector} liegen, außerhalb des Abbilds.</translation>
    </message>
    <message>
        <source>The boot code looks for {what} at byte {place}, and it is not there: the image was changed after it was made bootable.</source>
        <comment>finding: boot-pointer-stale</comment>
        <translation>Der Startcode sucht {what} bei Byte {place}, und dort ist nichts: Das Abbild wurde geändert, nachdem es startfähig gemacht war.</translation>
    </message>
    <message>
        <source>The boot image</source>
        <comment>structure</comment>
        <translation>Das Startabbild</translation>
    </message>
    <message>
        <source>The boot record stands in sector {sector}; a BIOS looks only in sector 17.</source>
        <comment>finding: el-torito-damaged</comment>
        <translation>Der Starteintrag liegt in Sektor {sector}; ein BIOS sucht nur in Sektor 17.</translation>
    </message>
    <message>
        <source>The checksum of the boot catalogue is wrong: UEFI and some BIOSes refuse it.</source>
        <comment>finding: el-torito-checksum</comment>
        <translation>Die Prüfsumme des Startkatalogs ist falsch: UEFI und manches BIOS weisen ihn zurück.</translation>
    </message>
    <message>
        <source>The computer slept, and after that another drive may have the place of {drive}.</source>
        <comment>error</comment>
        <translation>Der Computer hat geschlafen, und danach kann ein anderes Laufwerk an der Stelle von {drive} sein.</translation>
    </message>
    <message>
        <source>The copy of the GPT, which should be at byte {place}, is damaged.</source>
        <comment>finding: gpt-backup-damaged</comment>
        <translation>Die Kopie der GPT, die bei Byte {place} liegen müsste, ist beschädigt.</translation>
    </message>
    <message>
        <source>The copy of the GPT, which should be at byte {place}, is not there.</source>
        <comment>finding: gpt-backup-damaged</comment>
        <translation>Die Kopie der GPT, die bei Byte {place} liegen müsste, ist nicht da.</translation>
    </message>
    <message>
        <source>The disc has {count} primary volume descriptors that differ. Here the first one counts; a system that goes by another one sees another disc.</source>
        <comment>finding: several-primaries</comment>
        <translation>Die Disc hat {count} primäre Volume-Deskriptoren, die sich unterscheiden. Hier gilt der erste; ein System, das nach einem anderen geht, sieht eine andere Disc.</translation>
    </message>
    <message>
        <source>The disc’s file system</source>
        <comment>structure</comment>
        <translation>Das Dateisystem der CD</translation>
    </message>
    <message>
        <source>The download can’t be kept in {name}: {why}.</source>
        <comment>error: from the web</comment>
        <translation>Das Heruntergeladene kann nicht in {name} aufbewahrt werden: {why}.</translation>
    </message>
    <message>
        <source>The download was cut short: get it again.</source>
        <comment>error</comment>
        <translation>Der Download wurde abgebrochen: Laden Sie die Datei noch einmal herunter.</translation>
    </message>
    <message>
        <source>The download was cut short: get it again.</source>
        <comment>error: burning</comment>
        <translation>Der Download wurde abgebrochen: Laden Sie es noch einmal herunter.</translation>
    </message>
    <message>
        <source>The drive can’t be made ready for files: {why}.</source>
        <comment>error</comment>
        <translation>Das Laufwerk kann nicht für Dateien vorbereitet werden: {why}.</translation>
    </message>
    <message>
        <source>The drive can’t hold this image: that has {need} bytes, the drive {have}.</source>
        <comment>error</comment>
        <translation>Das Laufwerk kann dieses Abbild nicht enthalten: Es hat {need} Bytes, das Laufwerk {have}.</translation>
    </message>
    <message>
        <source>The drive gives other bytes than it gave when it was saved.</source>
        <comment>error</comment>
        <translation>Das Laufwerk liefert andere Bytes als beim Sichern.</translation>
    </message>
    <message>
        <source>The drive has only {size} bytes, too few for a quick test.</source>
        <comment>error</comment>
        <translation>Das Laufwerk hat nur {size} Bytes, zu wenig für einen Schnelltest.</translation>
    </message>
    <message>
        <source>The drive is too small: the image needs {need} bytes, it has {have}.</source>
        <comment>error</comment>
        <translation>Das Laufwerk ist zu klein: Das Abbild braucht {need} Bytes, es hat {have}.</translation>
    </message>
    <message>
        <source>The file can’t be fetched from {host}: {why}.</source>
        <comment>error: from the web</comment>
        <translation>Die Datei kann nicht von {host} geholt werden: {why}.</translation>
    </message>
    <message>
        <source>The file differs from the one its makers published: download it again.</source>
        <comment>error</comment>
        <translation>Die Datei unterscheidet sich von der, die der Hersteller veröffentlicht hat: Laden Sie sie noch einmal herunter.</translation>
    </message>
    <message>
        <source>The file ends at byte {size}, and {what} at {end}: the download was cut short.</source>
        <comment>finding: truncated</comment>
        <translation>Die Datei endet bei Byte {size}, und {what} bei {end}: Der Download wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <comment>finding: empty-file</comment>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The file is somebody else’s, or locked: choose another one.</source>
        <comment>error</comment>
        <translation>Die Datei gehört jemand anderem, oder sie ist gesperrt: Wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>The file system</source>
        <comment>structure</comment>
        <translation>Das Dateisystem</translation>
    </message>
    <message>
        <source>The file tree</source>
        <comment>structure</comment>
        <translation>Der Dateibaum</translation>
    </message>
    <message>
        <source>The file would lie on the drive that is read ({drive}).</source>
        <comment>error</comment>
        <translation>Die Datei läge auf dem Laufwerk, das gelesen wird ({drive}).</translation>
    </message>
    <message>
        <source>The files of this image can’t be put on a stick: {why}.</source>
        <comment>error</comment>
        <translation>Die Dateien dieses Abbilds lassen sich nicht auf einen Stick bringen: {why}.</translation>
    </message>
    <message>
        <source>The file’s beginning</source>
        <comment>structure</comment>
        <translation>Der Anfang der Datei</translation>
    </message>
    <message>
        <source>The first GPT is missing or damaged. Its copy at the image’s end does not help: a stick is larger than the image, and firmware looks for the copy at the stick’s end.</source>
        <comment>finding: gpt-primary-damaged</comment>
        <translation>Die erste GPT fehlt oder ist beschädigt. Die Kopie am Ende des Abbilds hilft nicht: Ein Stick ist größer als das Abbild, und die Firmware sucht die Kopie am Ende des Sticks.</translation>
    </message>
    <message>
        <source>The first GPT is missing or damaged. Its copy at the image’s end does not help: a stick is larger than the image, and firmware looks for the copy at the stick’s end. {damage}</source>
        <comment>finding: gpt-primary-damaged</comment>
        <translation>Die erste GPT fehlt oder ist beschädigt. Die Kopie am Ende des Abbilds hilft nicht: Ein Stick ist größer als das Abbild, und die Firmware sucht die Kopie am Ende des Sticks. {damage}</translation>
    </message>
    <message>
        <source>The first sector</source>
        <comment>structure</comment>
        <translation>Der erste Sektor</translation>
    </message>
    <message>
        <source>The first sector does not end in 55 AA: a BIOS does not run it.</source>
        <comment>finding: no-boot-signature</comment>
        <translation>Der erste Sektor endet nicht mit 55 AA: Ein BIOS führt ihn nicht aus.</translation>
    </message>
    <message>
        <source>The folder of the loaders</source>
        <comment>structure</comment>
        <translation>Der Ordner der Startprogramme</translation>
    </message>
    <message>
        <source>The folder {folder} can’t be written to: {why}.</source>
        <comment>error</comment>
        <translation>In den Ordner {folder} lässt sich nicht schreiben: {why}.</translation>
    </message>
    <message>
        <source>The image ends at byte {end}, and the file goes on for {more} more.</source>
        <comment>finding: trailing-data</comment>
        <translation>Das Abbild endet bei Byte {end}, und die Datei geht {more} Bytes weiter.</translation>
    </message>
    <message>
        <source>The image in this archive is packed in a way that is not unpacked here ({method}).</source>
        <comment>error</comment>
        <translation>Das Abbild in diesem Archiv ist auf eine Weise gepackt, die hier nicht entpackt wird ({method}).</translation>
    </message>
    <message>
        <source>The image in this archive was stored without its zeros, which is not unpacked here.</source>
        <comment>error</comment>
        <translation>Das Abbild in diesem Archiv wurde ohne seine Nullen gespeichert; das wird hier nicht entpackt.</translation>
    </message>
    <message>
        <source>The image is larger than it said: it goes on behind byte {place}.</source>
        <comment>error</comment>
        <translation>Das Abbild ist größer als angegeben: Es geht hinter Byte {place} weiter.</translation>
    </message>
    <message>
        <source>The image is on this drive ({drive}).</source>
        <comment>error</comment>
        <translation>Das Abbild liegt auf diesem Laufwerk ({drive}).</translation>
    </message>
    <message>
        <source>The image is too large for the drive: it goes on behind byte {place}.</source>
        <comment>error</comment>
        <translation>Das Abbild ist zu groß für das Laufwerk: Es geht hinter Byte {place} weiter.</translation>
    </message>
    <message>
        <source>The image lies too far inside this archive, which is packed as a whole.</source>
        <comment>error</comment>
        <translation>Das Abbild liegt zu weit hinten in diesem Archiv, das als Ganzes gepackt ist.</translation>
    </message>
    <message>
        <source>The image {name} can’t be read at byte {place}: {why}.</source>
        <comment>error</comment>
        <translation>Das Abbild {name} kann bei Byte {place} nicht gelesen werden: {why}.</translation>
    </message>
    <message>
        <source>The image {name} can’t be read: {why}.</source>
        <comment>error</comment>
        <translation>Das Abbild {name} kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
        <source>The image {name} changed while it was used: {why}.</source>
        <comment>error</comment>
        <translation>Das Abbild {name} hat sich währenddessen geändert: {why}.</translation>
    </message>
    <message>
        <source>The label</source>
        <comment>structure</comment>
        <translation>Der Datenträgername</translation>
    </message>
    <message>
        <source>The map {name} can’t be used: {why}.</source>
        <comment>error</comment>
        <translation>Die Karte {name} lässt sich nicht verwenden: {why}.</translation>
    </message>
    <message>
        <source>The name {name} is made to be read as another one; this is not a virus scan.</source>
        <comment>finding: name-tricks</comment>
        <translation>Der Name {name} ist so gemacht, dass man ihn falsch liest; das ist keine Virenprüfung.</translation>
    </message>
    <message>
        <source>The packed file could not be read to its end, where its checksum is.</source>
        <comment>error</comment>
        <translation>Die gepackte Datei konnte nicht bis zu ihrem Ende gelesen werden, wo ihre Prüfsumme steht.</translation>
    </message>
    <message>
        <source>The packed file has no index at its end: it is cut short or damaged.</source>
        <comment>finding: packed-damaged</comment>
        <translation>Der gepackten Datei fehlt am Ende das Verzeichnis: Sie ist abgeschnitten oder beschädigt.</translation>
    </message>
    <message>
        <source>The packed file is damaged: it can’t be unpacked past byte {place} ({layer}: {why}).</source>
        <comment>error</comment>
        <translation>Die gepackte Datei ist beschädigt: Hinter Byte {place} lässt sie sich nicht entpacken ({layer}: {why}).</translation>
    </message>
    <message>
        <source>The partition table</source>
        <comment>structure</comment>
        <translation>Die Partitionstabelle</translation>
    </message>
    <message>
        <source>The program {name} is hidden and the shortcut {other} is not, as in discs that are sent to trick people; this is not a virus scan.</source>
        <comment>finding: hidden-program</comment>
        <translation>Das Programm {name} ist versteckt und die Verknüpfung {other} nicht, wie auf CDs, die Leute hereinlegen sollen; das ist keine Virenprüfung.</translation>
    </message>
    <message>
        <source>The security version of {path} is {have}, and the list of {date} asks for {need}: a computer where that was put into force refuses it.</source>
        <comment>finding: svn-outdated</comment>
        <translation>Die Sicherheitsversion von {path} ist {have}, und die Liste vom {date} verlangt {need}: Ein Computer, auf dem sie in Kraft ist, weist es zurück.</translation>
    </message>
    <message>
        <source>The signature of the loader for {machine}</source>
        <comment>structure</comment>
        <translation>Die Signatur des Startprogramms für {machine}</translation>
    </message>
    <message>
        <source>The signature of {path} does not hold: {why}.</source>
        <comment>finding: signature-broken</comment>
        <translation>Die Signatur von {path} ist ungültig: {why}.</translation>
    </message>
    <message>
        <source>The tables of this virtual disk ({name}) lie too far inside a packed file.</source>
        <comment>error: virtual disk</comment>
        <translation>Die Tabellen dieser virtuellen Festplatte ({name}) liegen zu weit in einer gepackten Datei.</translation>
    </message>
    <message>
        <source>The volume descriptor says one number in one byte order and another in the other: a system that goes by the other one sees another disc.</source>
        <comment>finding: byte-orders-differ</comment>
        <translation>Der Volume-Deskriptor nennt eine Zahl in der einen Bytereihenfolge anders als in der anderen: Ein System, das nach der anderen geht, sieht eine andere Disc.</translation>
    </message>
    <message>
        <source>The volume descriptors</source>
        <comment>structure</comment>
        <translation>Die Datenträgerbeschreibungen</translation>
    </message>
    <message>
        <source>The writing part stopped unexpectedly.</source>
        <comment>error</comment>
        <translation>Der schreibende Teil hat unerwartet aufgehört.</translation>
    </message>
    <message>
        <source>The {algorithm} checksum of {name} does not match.</source>
        <comment>error</comment>
        <translation>Die {algorithm}-Prüfsumme von {name} stimmt nicht.</translation>
    </message>
    <message>
        <source>There is a GPT, but no protective MBR in front of it: firmware ignores it.</source>
        <comment>finding: gpt-no-protective-mbr</comment>
        <translation>Es gibt eine GPT, aber keinen schützenden MBR davor: Die Firmware übergeht sie.</translation>
    </message>
    <message>
        <source>There is no ISO 9660 or UDF on it, so it can’t be saved as a disc.</source>
        <comment>error</comment>
        <translation>Darauf ist weder ISO 9660 noch UDF, es lässt sich also nicht als Disc sichern.</translation>
    </message>
    <message>
        <source>There is no drive {node}.</source>
        <comment>error</comment>
        <translation>Es gibt kein Laufwerk {node}.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <comment>error</comment>
        <translation>Es gibt keine Datei {path}.</translation>
    </message>
    <message>
        <source>There is no image in this archive.</source>
        <comment>error</comment>
        <translation>In diesem Archiv ist kein Abbild.</translation>
    </message>
    <message>
        <source>There is no {name} in this archive.</source>
        <comment>error</comment>
        <translation>In diesem Archiv ist kein {name}.</translation>
    </message>
    <message>
        <source>There is no “{path}” in the image.</source>
        <comment>error</comment>
        <translation>Im Abbild gibt es kein „{path}“.</translation>
    </message>
    <message>
        <source>There is not enough memory for this.</source>
        <comment>error</comment>
        <translation>Dafür reicht der Arbeitsspeicher nicht.</translation>
    </message>
    <message>
        <source>There is not enough room in {folder}: this needs {need} bytes, {have} are free.</source>
        <comment>error</comment>
        <translation>In {folder} ist nicht genug Platz: Gebraucht werden {need} Byte, {have} sind frei.</translation>
    </message>
    <message>
        <source>This VDI disk holds only what differs from another one.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese VDI-Festplatte enthält nur, was von einer anderen abweicht.</translation>
    </message>
    <message>
        <source>This VDI disk is of version {version}.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese VDI-Festplatte hat Version {version}.</translation>
    </message>
    <message>
        <source>This VHD disk holds only what differs from another one, “{name}”, which is not read.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese VHD-Festplatte enthält nur, was von einer anderen abweicht, „{name}“, und die wird nicht gelesen.</translation>
    </message>
    <message>
        <source>This VHD disk is of a kind that is not read here ({kind}).</source>
        <comment>error: virtual disk</comment>
        <translation>Diese VHD-Festplatte ist von einer Art, die hier nicht gelesen wird ({kind}).</translation>
    </message>
    <message>
        <source>This VHDX disk holds only what differs from another one, “{name}”, which is not read.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese VHDX-Festplatte enthält nur, was von einer anderen abweicht, „{name}“, und die wird nicht gelesen.</translation>
    </message>
    <message>
        <source>This VHDX disk is of version {version}, which is not read here.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese VHDX-Festplatte hat Version {version}, die hier nicht gelesen wird.</translation>
    </message>
    <message>
        <source>This VHDX disk needs a region that is not known here.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese VHDX-Festplatte braucht einen Bereich, der hier nicht bekannt ist.</translation>
    </message>
    <message>
        <source>This VHDX disk was not closed, and its log is not whole.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese VHDX-Festplatte wurde nicht geschlossen, und ihr Protokoll ist nicht vollständig.</translation>
    </message>
    <message>
        <source>This VHDX disk was not closed: changes to it still wait in its log.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese VHDX-Festplatte wurde nicht geschlossen: Änderungen an ihr warten noch in ihrem Protokoll.</translation>
    </message>
    <message>
        <source>This VMDK disk holds only what differs from another one, “{name}”, which is not read.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese VMDK-Festplatte enthält nur, was von einer anderen abweicht, „{name}“, und die wird nicht gelesen.</translation>
    </message>
    <message>
        <source>This VMDK disk is of version {version}, which is not read here.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese VMDK-Festplatte hat Version {version}, die hier nicht gelesen wird.</translation>
    </message>
    <message>
        <source>This VMDK disk is packed in a way that is not known here ({packing}).</source>
        <comment>error: virtual disk</comment>
        <translation>Diese VMDK-Festplatte ist auf eine Weise gepackt, die hier nicht bekannt ist ({packing}).</translation>
    </message>
    <message>
        <source>This VMDK disk is stored in files beside it.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese VMDK-Festplatte liegt in Dateien daneben.</translation>
    </message>
    <message>
        <source>This VMDK disk is stored in several files of a kind that is not read ({name}).</source>
        <comment>error: virtual disk</comment>
        <translation>Diese VMDK-Festplatte liegt in mehreren Dateien einer Art, die nicht gelesen wird ({name}).</translation>
    </message>
    <message>
        <source>This VMDK disk keeps its contents in “{name}”, which is not read.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese VMDK-Festplatte hat ihren Inhalt in „{name}“, und das wird nicht gelesen.</translation>
    </message>
    <message>
        <source>This address is not taken: {why}.</source>
        <comment>error: from the web</comment>
        <translation>Diese Adresse wird nicht angenommen: {why}.</translation>
    </message>
    <message>
        <source>This archive can’t be opened from the web.</source>
        <comment>error: from the web</comment>
        <translation>Dieses Archiv kann nicht aus dem Netz geöffnet werden.</translation>
    </message>
    <message>
        <source>This archive holds too many files.</source>
        <comment>error</comment>
        <translation>Dieses Archiv enthält zu viele Dateien.</translation>
    </message>
    <message>
        <source>This archive holds {count} files of the same name.</source>
        <comment>error</comment>
        <translation>Dieses Archiv enthält {count} Dateien mit demselben Namen.</translation>
    </message>
    <message>
        <source>This archive holds {count} images.</source>
        <comment>error</comment>
        <translation>Dieses Archiv enthält {count} Abbilder.</translation>
    </message>
    <message>
        <source>This archive is protected with a password.</source>
        <comment>error</comment>
        <translation>Dieses Archiv ist mit einem Passwort geschützt.</translation>
    </message>
    <message>
        <source>This desktop can’t ask for permission to write to {drive}.</source>
        <comment>error</comment>
        <translation>Diese Arbeitsumgebung kann nicht nach der Berechtigung zum Schreiben auf {drive} fragen.</translation>
    </message>
    <message>
        <source>This disc is copy-protected ({how}).</source>
        <comment>error</comment>
        <translation>Diese Disc ist kopiergeschützt ({how}).</translation>
    </message>
    <message>
        <source>This disk image (DMG) is in {count} files.</source>
        <comment>error: virtual disk</comment>
        <translation>Dieses Abbild (DMG) liegt in {count} Dateien.</translation>
    </message>
    <message>
        <source>This disk image (DMG) is packed in a way that is not read here ({packing}).</source>
        <comment>error: virtual disk</comment>
        <translation>Dieses Abbild (DMG) ist auf eine Weise gepackt, die hier nicht gelesen wird ({packing}).</translation>
    </message>
    <message>
        <source>This file is not an archive.</source>
        <comment>error</comment>
        <translation>Diese Datei ist kein Archiv.</translation>
    </message>
    <message>
        <source>This file is only a part of a VMDK disk, whose text is in another file.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese Datei ist nur ein Teil einer VMDK-Festplatte, deren Text in einer anderen Datei steht.</translation>
    </message>
    <message>
        <source>This image is for a board ({kind}), which starts it by rules of its own: no PC does.</source>
        <comment>finding: board-image</comment>
        <translation>Dieses Abbild ist für einen Einplatinencomputer ({kind}), der es nach eigenen Regeln startet: Ein PC tut das nicht.</translation>
    </message>
    <message>
        <source>This is a bare file system ({kind}) with nothing that starts a computer.</source>
        <comment>finding: file-system-only</comment>
        <translation>Das ist ein bloßes Dateisystem ({kind}) mit nichts, was einen Computer startet.</translation>
    </message>
    <message>
        <source>This is a drive, not a file.</source>
        <comment>error</comment>
        <translation>Das ist ein Laufwerk, keine Datei.</translation>
    </message>
    <message>
        <source>This is a folder.</source>
        <comment>error</comment>
        <translation>Das ist ein Ordner.</translation>
    </message>
    <message>
        <source>This is not a file that can be read by place.</source>
        <comment>error</comment>
        <translation>Diese Datei lässt sich nicht an beliebiger Stelle lesen.</translation>
    </message>
    <message>
        <source>This is not the drive you chose ({drive}): {what}.</source>
        <comment>error</comment>
        <translation>Das ist nicht das gewählte Laufwerk ({drive}): {what}.</translation>
    </message>
    <message>
        <source>This is the disc of a Windows installer: copied as it is, a stick would not start, or Setup would not find its files.</source>
        <comment>finding: windows-installer</comment>
        <translation>Das ist die CD einer Windows-Installation: Als einfache Kopie würde ein Stick nicht starten, oder das Setup fände seine Dateien nicht.</translation>
    </message>
    <message>
        <source>This is {kind}, and no disk image.</source>
        <comment>finding: not-an-image</comment>
        <translation>Das ist {kind} und kein Laufwerksabbild.</translation>
    </message>
    <message>
        <source>This kind of file can’t be written from the web.</source>
        <comment>error: from the web</comment>
        <translation>Diese Art von Datei kann nicht aus dem Netz geschrieben werden.</translation>
    </message>
    <message>
        <source>This looks like a package of programs for Windows, not an operating system: nothing in it starts a computer, and {name} is a script or a shortcut. {count} files were looked at by {rules} rules; this is not a virus scan.</source>
        <comment>finding: no-boot-path-programs</comment>
        <translation>Das sieht nach einem Paket von Windows-Programmen aus, nicht nach einem Betriebssystem: Nichts darin startet einen Computer, und {name} ist ein Skript oder eine Verknüpfung. {count} Dateien wurden nach {rules} Regeln angesehen; das ist keine Virenprüfung.</translation>
    </message>
    <message>
        <source>This packed file holds a VHD disk, which only its end tells.</source>
        <comment>error: virtual disk</comment>
        <translation>In dieser gepackten Datei steckt ein virtueller Datenträger (VHD), was sich erst an ihrem Ende zeigt.</translation>
    </message>
    <message>
        <source>This packed file holds a disk image of a Mac (DMG), which only its end tells.</source>
        <comment>error: virtual disk</comment>
        <translation>In dieser gepackten Datei steckt ein Datenträgerabbild eines Macs (DMG), was sich erst an ihrem Ende zeigt.</translation>
    </message>
    <message>
        <source>This qcow2 disk holds only what differs from “{name}”, which is not read.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese qcow2-Festplatte enthält nur, was von „{name}“ abweicht, und das wird nicht gelesen.</translation>
    </message>
    <message>
        <source>This qcow2 disk is encrypted.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese qcow2-Festplatte ist verschlüsselt.</translation>
    </message>
    <message>
        <source>This qcow2 disk is marked as damaged.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese qcow2-Festplatte ist als beschädigt gekennzeichnet.</translation>
    </message>
    <message>
        <source>This qcow2 disk is of version {version}, which is not read here.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese qcow2-Festplatte hat Version {version}, die hier nicht gelesen wird.</translation>
    </message>
    <message>
        <source>This qcow2 disk is packed in a way that is not known here ({packing}).</source>
        <comment>error: virtual disk</comment>
        <translation>Diese qcow2-Festplatte ist auf eine Weise gepackt, die hier nicht bekannt ist ({packing}).</translation>
    </message>
    <message>
        <source>This qcow2 disk keeps its contents in “{name}”, which is not read.</source>
        <comment>error: virtual disk</comment>
        <translation>Diese qcow2-Festplatte hat ihren Inhalt in „{name}“, und das wird nicht gelesen.</translation>
    </message>
    <message>
        <source>This qcow2 disk needs what is not known here (features {features}).</source>
        <comment>error: virtual disk</comment>
        <translation>Diese qcow2-Festplatte braucht, was hier nicht bekannt ist (Merkmale {features}).</translation>
    </message>
    <message>
        <source>Tool</source>
        <comment>system</comment>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Try to mend a copy: {command}.</source>
        <comment>error: virtual disk</comment>
        <translation>Versuchen Sie, eine Kopie zu reparieren: {command}.</translation>
    </message>
    <message>
        <source>UDF file entry</source>
        <comment>structure</comment>
        <translation>UDF-Dateieintrag</translation>
    </message>
    <message>
        <source>UDF file set</source>
        <comment>structure</comment>
        <translation>UDF-Dateisatz</translation>
    </message>
    <message>
        <source>UDisks2, the service that mounts for users, is not running</source>
        <comment>error: mounting</comment>
        <translation>UDisks2, der Dienst, der für Benutzer einhängt, läuft nicht</translation>
    </message>
    <message>
        <source>UEFI ({machines}) starts it from a disc, and not from a stick.</source>
        <comment>finding: uefi-only-as-cd</comment>
        <translation>UEFI ({machines}) startet es von einer CD, nicht von einem Stick.</translation>
    </message>
    <message>
        <source>UEFI ({machines}) starts it from a disc, but from a stick only where it looks for El Torito there.</source>
        <comment>finding: uefi-only-as-cd</comment>
        <translation>UEFI ({machines}) startet es von einer CD, von einem Stick aber nur, wenn es dort nach El Torito sucht.</translation>
    </message>
    <message>
        <source>UEFI loader</source>
        <comment>evidence: what</comment>
        <translation>UEFI-Startprogramm</translation>
    </message>
    <message>
        <source>UEFI, Secure Boot off</source>
        <comment>this computer</comment>
        <translation>UEFI, Secure Boot aus</translation>
    </message>
    <message>
        <source>UEFI, Secure Boot on</source>
        <comment>this computer</comment>
        <translation>UEFI, Secure Boot an</translation>
    </message>
    <message>
        <source>UEFI, no loader for {machine}</source>
        <comment>this computer</comment>
        <translation>UEFI, kein Startprogramm für {machine}</translation>
    </message>
    <message>
        <source>UEFI, only if “Legacy” or “CSM” can be turned on</source>
        <comment>this computer</comment>
        <translation>UEFI, nur wenn sich „Legacy“ oder „CSM“ einschalten lässt</translation>
    </message>
    <message>
        <source>Unpack it first.</source>
        <comment>error</comment>
        <translation>Entpacken Sie es zuerst.</translation>
    </message>
    <message>
        <source>Unpack it first.</source>
        <comment>error: burning</comment>
        <translation>Entpacken Sie es zuerst.</translation>
    </message>
    <message>
        <source>Unpacking it takes more memory than this program gives to one image (a window of more than {size} MiB).</source>
        <comment>error</comment>
        <translation>Zum Entpacken ist mehr Speicher nötig, als dieses Programm einem Abbild gibt (ein Fenster von mehr als {size} MiB).</translation>
    </message>
    <message>
        <source>Validation entry</source>
        <comment>evidence: what</comment>
        <translation>Prüfeintrag</translation>
    </message>
    <message>
        <source>Volume descriptor</source>
        <comment>structure</comment>
        <translation>Datenträgerbeschreibung</translation>
    </message>
    <message>
        <source>Wait until nothing else writes to it, then start again.</source>
        <comment>error</comment>
        <translation>Warten Sie, bis niemand mehr in die Datei schreibt, und beginnen Sie dann von vorn.</translation>
    </message>
    <message>
        <source>What UEFI firmware looks at first</source>
        <comment>structure</comment>
        <translation>Was UEFI-Firmware zuerst ansieht</translation>
    </message>
    <message>
        <source>What is appended</source>
        <comment>structure</comment>
        <translation>Was angehängt ist</translation>
    </message>
    <message>
        <source>What is on it is stored: unplug it when its light no longer flickers.</source>
        <comment>error</comment>
        <translation>Was darauf ist, ist gespeichert: Ziehen Sie es heraus, wenn sein Licht nicht mehr flackert.</translation>
    </message>
    <message>
        <source>What the boot code starts</source>
        <comment>structure</comment>
        <translation>Was der Startcode startet</translation>
    </message>
    <message>
        <source>What was burned was not read back: nobody knows whether the disc holds all of it.</source>
        <comment>error: burning</comment>
        <translation>Das Gebrannte wurde nicht zurückgelesen: Niemand weiß, ob die Disc alles enthält.</translation>
    </message>
    <message>
        <source>What was taken out of it may be wrong.</source>
        <comment>error</comment>
        <translation>Was daraus herausgeholt wurde, kann falsch sein.</translation>
    </message>
    <message>
        <source>Windows Setup runs a program of this disc at its end ({name}): nobody is asked.</source>
        <comment>finding: own-program</comment>
        <translation>Das Windows-Setup führt am Ende ein Programm dieser Disc aus ({name}): Niemand wird gefragt.</translation>
    </message>
    <message>
        <source>Windows image</source>
        <comment>structure</comment>
        <translation>Windows-Abbild</translation>
    </message>
    <message>
        <source>Windows keeps this name for itself</source>
        <comment>name of an account</comment>
        <translation>Windows behält diesen Namen für sich</translation>
    </message>
    <message>
        <source>Windows that runs from the stick</source>
        <comment>system</comment>
        <translation>Windows, das vom Stick läuft</translation>
    </message>
    <message>
        <source>Windows’ boot sector</source>
        <comment>evidence: code</comment>
        <translation>Bootsektor von Windows</translation>
    </message>
    <message>
        <source>With --resume it goes on; or move it away.</source>
        <comment>error</comment>
        <translation>Mit --resume geht es weiter; oder legen Sie sie woanders ab.</translation>
    </message>
    <message>
        <source>With Secure Boot on, shim does not start {path}, unless the computer knows its key: {why}.</source>
        <comment>finding: second-stage-refused</comment>
        <translation>Ist Secure Boot an, dann startet shim {path} nicht, außer wenn der Computer den Schlüssel kennt: {why}.</translation>
    </message>
    <message>
        <source>With Secure Boot on, shim does not start {path}: {why}.</source>
        <comment>finding: second-stage-refused</comment>
        <translation>Ist Secure Boot an, dann startet shim {path} nicht: {why}.</translation>
    </message>
    <message>
        <source>Write the whole image, or get the map again.</source>
        <comment>error</comment>
        <translation>Schreiben Sie das ganze Abbild, oder holen Sie die Liste neu.</translation>
    </message>
    <message>
        <source>Write-protected: this drive does not allow writing.</source>
        <comment>drive</comment>
        <translation>Schreibgeschützt: Dieses Laufwerk lässt kein Schreiben zu.</translation>
    </message>
    <message>
        <source>Writing to a drive needs your password or an administrator’s.</source>
        <comment>error</comment>
        <translation>Zum Schreiben auf ein Laufwerk ist Ihr Passwort oder das eines Administrators nötig.</translation>
    </message>
    <message>
        <source>a 7-Zip archive</source>
        <comment>kind of file</comment>
        <translation>ein 7-Zip-Archiv</translation>
    </message>
    <message>
        <source>a BIOS looks for it in sector 17 only</source>
        <comment>evidence: said</comment>
        <translation>ein BIOS sucht ihn nur in Sektor 17</translation>
    </message>
    <message>
        <source>a Debian package</source>
        <comment>kind of file</comment>
        <translation>ein Debian-Paket</translation>
    </message>
    <message>
        <source>a FAT32 partition has less than 2 TiB</source>
        <comment>added behind an image</comment>
        <translation>eine FAT32-Partition hat weniger als 2 TiB</translation>
    </message>
    <message>
        <source>a FAT32 with only {count} clusters</source>
        <comment>evidence: said</comment>
        <translation>ein FAT32 mit nur {count} Clustern</translation>
    </message>
    <message>
        <source>a GIF picture</source>
        <comment>kind of file</comment>
        <translation>ein GIF-Bild</translation>
    </message>
    <message>
        <source>a JPEG picture</source>
        <comment>kind of file</comment>
        <translation>ein JPEG-Bild</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <comment>kind of file</comment>
        <translation>ein PDF-Dokument</translation>
    </message>
    <message>
        <source>a PNG picture</source>
        <comment>kind of file</comment>
        <translation>ein PNG-Bild</translation>
    </message>
    <message>
        <source>a RAR archive</source>
        <comment>kind of file</comment>
        <translation>ein RAR-Archiv</translation>
    </message>
    <message>
        <source>a Windows image (WIM), which belongs inside a disk image</source>
        <comment>kind of file</comment>
        <translation>ein Windows-Abbild (WIM), das in ein Laufwerksabbild gehört</translation>
    </message>
    <message>
        <source>a ZIP archive</source>
        <comment>kind of file</comment>
        <translation>ein ZIP-Archiv</translation>
    </message>
    <message>
        <source>a boot image</source>
        <comment>structure</comment>
        <translation>ein Startabbild</translation>
    </message>
    <message>
        <source>a bzip2-compressed file</source>
        <comment>kind of file</comment>
        <translation>eine mit bzip2 komprimierte Datei</translation>
    </message>
    <message>
        <source>a cabinet file</source>
        <comment>kind of file</comment>
        <translation>eine CAB-Datei</translation>
    </message>
    <message>
        <source>a compressed file ({format}), which is not unpacked here</source>
        <comment>kind of file</comment>
        <translation>eine komprimierte Datei ({format}), die hier nicht entpackt wird</translation>
    </message>
    <message>
        <source>a cpio archive</source>
        <comment>kind of file</comment>
        <translation>ein cpio-Archiv</translation>
    </message>
    <message>
        <source>a damaged FAT{bits}</source>
        <comment>evidence: said</comment>
        <translation>ein beschädigtes FAT{bits}</translation>
    </message>
    <message>
        <source>a file encrypted with OpenPGP</source>
        <comment>kind of file</comment>
        <translation>eine mit OpenPGP verschlüsselte Datei</translation>
    </message>
    <message>
        <source>a gzip-compressed file</source>
        <comment>kind of file</comment>
        <translation>eine mit gzip komprimierte Datei</translation>
    </message>
    <message>
        <source>a key by which signatures are checked</source>
        <comment>kind of file</comment>
        <translation>ein Schlüssel, mit dem Signaturen geprüft werden</translation>
    </message>
    <message>
        <source>a line begins with a dash</source>
        <comment>list of checksums</comment>
        <translation>eine Zeile beginnt mit einem Strich</translation>
    </message>
    <message>
        <source>a loader for {machine}</source>
        <comment>evidence: code</comment>
        <translation>Startprogramm für {machine}</translation>
    </message>
    <message>
        <source>a name in FAT32 has letters from A to Z, digits, - and _ only</source>
        <comment>a drive for files</comment>
        <translation>ein Name in FAT32 hat nur Buchstaben von A bis Z, Ziffern, - und _</translation>
    </message>
    <message>
        <source>a name in {kind} has at most {count} letters</source>
        <comment>a drive for files</comment>
        <translation>ein Name in {kind} hat höchstens {count} Zeichen</translation>
    </message>
    <message>
        <source>a packed image ({format}), which is not unpacked here</source>
        <comment>kind of file</comment>
        <translation>ein gepacktes Abbild ({format}), das hier nicht entpackt wird</translation>
    </message>
    <message>
        <source>a pointer of Git LFS and not the file itself</source>
        <comment>kind of file</comment>
        <translation>ein Verweis von Git LFS und nicht die Datei selbst</translation>
    </message>
    <message>
        <source>a program for Linux</source>
        <comment>kind of file</comment>
        <translation>ein Programm für Linux</translation>
    </message>
    <message>
        <source>a program for Linux or Open Firmware</source>
        <comment>evidence: code</comment>
        <translation>ein Programm für Linux oder Open Firmware</translation>
    </message>
    <message>
        <source>a program for Windows</source>
        <comment>kind of file</comment>
        <translation>ein Programm für Windows</translation>
    </message>
    <message>
        <source>a program for a Mac</source>
        <comment>kind of file</comment>
        <translation>ein Programm für einen Mac</translation>
    </message>
    <message>
        <source>a recording of sound</source>
        <comment>kind of file</comment>
        <translation>eine Tonaufnahme</translation>
    </message>
    <message>
        <source>a section announces no entries</source>
        <comment>damage</comment>
        <translation>ein Abschnitt kündigt keine Einträge an</translation>
    </message>
    <message>
        <source>a sign in its name is not allowed on Windows</source>
        <comment>error: a file</comment>
        <translation>ein Zeichen in ihrem Namen ist unter Windows nicht erlaubt</translation>
    </message>
    <message>
        <source>a signature and not what it signs</source>
        <comment>kind of file</comment>
        <translation>eine Signatur und nicht das, was sie signiert</translation>
    </message>
    <message>
        <source>a single file in it has more than 4 GiB</source>
        <comment>error: a file</comment>
        <translation>eine einzelne Datei darin ist größer als 4 GiB</translation>
    </message>
    <message>
        <source>a stub of mtools that passes the start on to the first hard disk</source>
        <comment>evidence: code</comment>
        <translation>ein Rumpf von mtools, der den Start an die erste Festplatte weitergibt</translation>
    </message>
    <message>
        <source>a stub that only says “{words}”</source>
        <comment>evidence: code</comment>
        <translation>ein Rumpf, der nur „{words}“ sagt</translation>
    </message>
    <message>
        <source>a tar archive</source>
        <comment>kind of file</comment>
        <translation>ein tar-Archiv</translation>
    </message>
    <message>
        <source>a text</source>
        <comment>kind of file</comment>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a torrent, which names the download and is not it</source>
        <comment>kind of file</comment>
        <translation>ein Torrent, der den Download nennt und nicht ist</translation>
    </message>
    <message>
        <source>a video</source>
        <comment>kind of file</comment>
        <translation>ein Video</translation>
    </message>
    <message>
        <source>a virtual machine’s disk ({format}), which is not unpacked here</source>
        <comment>kind of file</comment>
        <translation>die Festplatte einer virtuellen Maschine ({format}), die hier nicht entpackt wird,</translation>
    </message>
    <message>
        <source>a web page</source>
        <comment>kind of file</comment>
        <translation>eine Webseite</translation>
    </message>
    <message>
        <source>a zstd-compressed file</source>
        <comment>kind of file</comment>
        <translation>eine mit zstd komprimierte Datei</translation>
    </message>
    <message>
        <source>a {name} boot sector</source>
        <comment>evidence: code</comment>
        <translation>Bootsektor von {name}</translation>
    </message>
    <message>
        <source>added files</source>
        <comment>drift</comment>
        <translation>hinzugefügte Dateien</translation>
    </message>
    <message>
        <source>an RPM package</source>
        <comment>kind of file</comment>
        <translation>ein RPM-Paket</translation>
    </message>
    <message>
        <source>an XML file</source>
        <comment>kind of file</comment>
        <translation>eine XML-Datei</translation>
    </message>
    <message>
        <source>an added partition</source>
        <comment>drift</comment>
        <translation>eine hinzugefügte Partition</translation>
    </message>
    <message>
        <source>an empty ZIP archive</source>
        <comment>kind of file</comment>
        <translation>ein leeres ZIP-Archiv</translation>
    </message>
    <message>
        <source>an entry stands in no section</source>
        <comment>damage</comment>
        <translation>ein Eintrag gehört zu keinem Abschnitt</translation>
    </message>
    <message>
        <source>an older Office document or an MSI package</source>
        <comment>kind of file</comment>
        <translation>ein älteres Office-Dokument oder ein MSI-Paket</translation>
    </message>
    <message>
        <source>an xz-compressed file</source>
        <comment>kind of file</comment>
        <translation>eine mit xz komprimierte Datei</translation>
    </message>
    <message>
        <source>another backup goes to this file</source>
        <comment>folder</comment>
        <translation>eine andere Sicherung geht in diese Datei</translation>
    </message>
    <message>
        <source>another device has its place</source>
        <comment>error</comment>
        <translation>an seiner Stelle ist ein anderes Gerät</translation>
    </message>
    <message>
        <source>another disc is in the drive now</source>
        <comment>error: burning</comment>
        <translation>im Laufwerk liegt jetzt eine andere Disc</translation>
    </message>
    <message>
        <source>another file has its place</source>
        <comment>error</comment>
        <translation>an ihrer Stelle ist eine andere Datei</translation>
    </message>
    <message>
        <source>another file has this name, but perhaps for capital letters</source>
        <comment>error: a file</comment>
        <translation>eine andere Datei heißt ebenso, allenfalls mit anderer Großschreibung</translation>
    </message>
    <message>
        <source>another program</source>
        <comment>drive: who uses it</comment>
        <translation>einem anderen Programm</translation>
    </message>
    <message>
        <source>at its first start this system takes the rest of the stick for itself</source>
        <comment>added behind an image</comment>
        <translation>dieses System nimmt sich beim ersten Start den Rest des Sticks</translation>
    </message>
    <message>
        <source>basic data</source>
        <comment>evidence: said</comment>
        <translation>Datenpartition</translation>
    </message>
    <message>
        <source>boot catalogue</source>
        <comment>structure</comment>
        <translation>Startkatalog</translation>
    </message>
    <message>
        <source>boot code of an unknown kind</source>
        <comment>evidence: code</comment>
        <translation>Startcode unbekannter Art</translation>
    </message>
    <message>
        <source>boot image</source>
        <comment>structure</comment>
        <translation>Startabbild</translation>
    </message>
    <message>
        <source>boot sector</source>
        <comment>structure</comment>
        <translation>Bootsektor</translation>
    </message>
    <message>
        <source>by {signer}, for {authority}; it does not hold: {why}</source>
        <comment>evidence: said</comment>
        <translation>von {signer}, beglaubigt durch {authority}; ungültig: {why}</translation>
    </message>
    <message>
        <source>by {signer}, for {authority}; it holds</source>
        <comment>evidence: said</comment>
        <translation>von {signer}, beglaubigt durch {authority}; gültig</translation>
    </message>
    <message>
        <source>catalogue in sector {sector}</source>
        <comment>evidence: said</comment>
        <translation>Katalog in Sektor {sector}</translation>
    </message>
    <message>
        <source>catalogue in sector {sector}, not to be read</source>
        <comment>evidence: said</comment>
        <translation>Katalog in Sektor {sector}, nicht lesbar</translation>
    </message>
    <message>
        <source>certificate table</source>
        <comment>evidence: what</comment>
        <translation>Zertifikatstabelle</translation>
    </message>
    <message>
        <source>certificate table</source>
        <comment>structure</comment>
        <translation>Zertifikatstabelle</translation>
    </message>
    <message>
        <source>certificates in shim</source>
        <comment>evidence: what</comment>
        <translation>Zertifikate in shim</translation>
    </message>
    <message>
        <source>damaged: {why}</source>
        <comment>evidence: said</comment>
        <translation>beschädigt: {why}</translation>
    </message>
    <message>
        <source>encrypted, LUKS</source>
        <comment>kind of file system</comment>
        <translation>verschlüsselt, LUKS</translation>
    </message>
    <message>
        <source>exFAT’s boot sector, which starts nothing</source>
        <comment>evidence: code</comment>
        <translation>Bootsektor von exFAT, der nichts startet</translation>
    </message>
    <message>
        <source>ext2, ext3 or ext4</source>
        <comment>kind of file system</comment>
        <translation>ext2, ext3 oder ext4</translation>
    </message>
    <message>
        <source>firmware for a device ({format})</source>
        <comment>kind of file</comment>
        <translation>Firmware für ein Gerät ({format})</translation>
    </message>
    <message>
        <source>firmware takes none of its partitions</source>
        <comment>evidence: said</comment>
        <translation>die Firmware nimmt keine ihrer Partitionen</translation>
    </message>
    <message>
        <source>floppy</source>
        <comment>evidence: code</comment>
        <translation>Diskette</translation>
    </message>
    <message>
        <source>found by cylinder and head, which not every BIOS counts alike</source>
        <comment>evidence: said</comment>
        <translation>nach Zylinder und Kopf gefunden, die nicht jedes BIOS gleich zählt</translation>
    </message>
    <message>
        <source>found only by firmware that reads El Torito from sticks</source>
        <comment>evidence: said</comment>
        <translation>nur von Firmware gefunden, die El Torito auch auf Sticks liest</translation>
    </message>
    <message>
        <source>gpgv could not judge it: this computer’s clock, or the kind of key</source>
        <comment>signature</comment>
        <translation>gpgv konnte sie nicht beurteilen: die Uhr dieses Computers oder die Art des Schlüssels</translation>
    </message>
    <message>
        <source>gpgv did not call it valid</source>
        <comment>signature</comment>
        <translation>gpgv hat sie nicht für gültig erklärt</translation>
    </message>
    <message>
        <source>gpgv is not installed, which checks signatures</source>
        <comment>signature</comment>
        <translation>gpgv ist nicht installiert, das Signaturen prüft</translation>
    </message>
    <message>
        <source>hard disk</source>
        <comment>evidence: code</comment>
        <translation>Festplatte</translation>
    </message>
    <message>
        <source>has no 55 AA</source>
        <comment>evidence: said</comment>
        <translation>ohne 55 AA</translation>
    </message>
    <message>
        <source>http is neither secret nor safe from changes: allow it by name</source>
        <comment>error: from the web</comment>
        <translation>http ist weder geheim noch vor Änderungen sicher und muss ausdrücklich erlaubt werden</translation>
    </message>
    <message>
        <source>is damaged</source>
        <comment>damage</comment>
        <translation>ist beschädigt</translation>
    </message>
    <message>
        <source>is not there</source>
        <comment>damage</comment>
        <translation>ist nicht da</translation>
    </message>
    <message>
        <source>is not there</source>
        <comment>evidence: said</comment>
        <translation>ist nicht da</translation>
    </message>
    <message>
        <source>is not where the boot code looks for it</source>
        <comment>evidence: said</comment>
        <translation>nicht dort, wo der Startcode sucht</translation>
    </message>
    <message>
        <source>is there</source>
        <comment>evidence: said</comment>
        <translation>vorhanden</translation>
    </message>
    <message>
        <source>is where the boot code looks for it</source>
        <comment>evidence: said</comment>
        <translation>dort, wo der Startcode sucht</translation>
    </message>
    <message>
        <source>isolinux was told a wrong place or checksum of itself (boot info table)</source>
        <comment>evidence: said</comment>
        <translation>isolinux wurde ein falscher Ort oder eine falsche Prüfsumme genannt (Boot Info Table)</translation>
    </message>
    <message>
        <source>it answers with error {status}</source>
        <comment>error: from the web</comment>
        <translation>er antwortet mit Fehler {status}</translation>
    </message>
    <message>
        <source>it can be read in two ways</source>
        <comment>signature</comment>
        <translation>sie lässt sich auf zweierlei Weise lesen</translation>
    </message>
    <message>
        <source>it can’t be reached</source>
        <comment>error: from the web</comment>
        <translation>er ist nicht zu erreichen</translation>
    </message>
    <message>
        <source>it can’t be read</source>
        <comment>left out</comment>
        <translation>lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>it carries more than one signature</source>
        <comment>signature</comment>
        <translation>sie trägt mehr als eine Signatur</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <comment>error: from the web</comment>
        <translation>er antwortet nicht</translation>
    </message>
    <message>
        <source>it does not begin with EFI PART</source>
        <comment>damage</comment>
        <translation>fängt nicht mit EFI PART an</translation>
    </message>
    <message>
        <source>it does not begin with MZ</source>
        <comment>damage</comment>
        <translation>fängt nicht mit MZ an</translation>
    </message>
    <message>
        <source>it does not hand the file out</source>
        <comment>error: from the web</comment>
        <translation>er gibt die Datei nicht heraus</translation>
    </message>
    <message>
        <source>it does not know {who}</source>
        <comment>this computer</comment>
        <translation>er kennt {who} nicht</translation>
    </message>
    <message>
        <source>it does not know {who}; an update of its firmware may bring this key</source>
        <comment>this computer</comment>
        <translation>er kennt {who} nicht; ein Firmware-Update bringt diesen Schlüssel vielleicht</translation>
    </message>
    <message>
        <source>it does not mention {name}</source>
        <comment>error: checksums</comment>
        <translation>{name} kommt darin nicht vor</translation>
    </message>
    <message>
        <source>it does not say how long the file is</source>
        <comment>error: from the web</comment>
        <translation>er sagt nicht, wie lang die Datei ist</translation>
    </message>
    <message>
        <source>it does not say how old it is (SBAT)</source>
        <comment>damage: why shim refuses a loader</comment>
        <translation>ohne Angabe, wie alt es ist (SBAT)</translation>
    </message>
    <message>
        <source>it does not say which part of the file it sends</source>
        <comment>error: from the web</comment>
        <translation>er sagt nicht, welchen Teil der Datei er schickt</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <comment>damage</comment>
        <translation>endet zu früh</translation>
    </message>
    <message>
        <source>it goes over to another protocol, for which it was not asked</source>
        <comment>error: from the web</comment>
        <translation>er geht ungebeten zu einem anderen Protokoll über</translation>
    </message>
    <message>
        <source>it had {before} bytes and has {after} now</source>
        <comment>error</comment>
        <translation>vorher {before} Bytes, jetzt {after}</translation>
    </message>
    <message>
        <source>it hands out files as a whole alone</source>
        <comment>error: from the web</comment>
        <translation>er gibt Dateien nur im Ganzen heraus</translation>
    </message>
    <message>
        <source>it has a sign in it that Windows does not allow</source>
        <comment>name of an account</comment>
        <translation>er enthält ein Zeichen, das Windows nicht zulässt</translation>
    </message>
    <message>
        <source>it has more than 4 GiB and is made for pipes (it can’t be split)</source>
        <comment>error: a file</comment>
        <translation>sie ist größer als 4 GiB und für Pipes gemacht (sie lässt sich nicht teilen)</translation>
    </message>
    <message>
        <source>it has more than 4 GiB and is packed as a whole (solid), which can’t be split</source>
        <comment>error: a file</comment>
        <translation>sie ist größer als 4 GiB und als Ganzes gepackt (solid); so lässt sie sich nicht teilen</translation>
    </message>
    <message>
        <source>it has more than 4 GiB, the most that FAT32 allows</source>
        <comment>error: a file</comment>
        <translation>sie ist größer als 4 GiB, und mehr lässt FAT32 nicht zu</translation>
    </message>
    <message>
        <source>it has more than {count} letters</source>
        <comment>name of an account</comment>
        <translation>er hat mehr als {count} Buchstaben</translation>
    </message>
    <message>
        <source>it has no PE header</source>
        <comment>damage</comment>
        <translation>hat keinen PE-Kopf</translation>
    </message>
    <message>
        <source>it has no letter in it</source>
        <comment>name of an account</comment>
        <translation>er enthält keinen Buchstaben</translation>
    </message>
    <message>
        <source>it has no name</source>
        <comment>error: a file</comment>
        <translation>sie hat keinen Namen</translation>
    </message>
    <message>
        <source>it has no partition table</source>
        <comment>added behind an image</comment>
        <translation>es hat keine Partitionstabelle</translation>
    </message>
    <message>
        <source>it has no partition table that counts on a stick</source>
        <comment>added behind an image</comment>
        <translation>es hat keine Partitionstabelle, die auf einem Stick gilt</translation>
    </message>
    <message>
        <source>it has no signature</source>
        <comment>damage: a signature</comment>
        <translation>keine Signatur</translation>
    </message>
    <message>
        <source>it has too many lines for a list of checksums</source>
        <comment>list of checksums</comment>
        <translation>für eine Prüfsummenliste hat sie zu viele Zeilen</translation>
    </message>
    <message>
        <source>it has {count} partitions, and no more than {most} are mounted at once</source>
        <comment>error: mounting</comment>
        <translation>es hat {count} Partitionen, und mehr als {most} werden nicht auf einmal eingehängt</translation>
    </message>
    <message>
        <source>it holds a name or a password</source>
        <comment>error: from the web</comment>
        <translation>sie enthält einen Namen oder ein Passwort</translation>
    </message>
    <message>
        <source>it holds more names than a FAT32 folder can</source>
        <comment>error: a folder</comment>
        <translation>er enthält mehr Namen, als ein Ordner von FAT32 fasst</translation>
    </message>
    <message>
        <source>it is a device, a pipe or a socket</source>
        <comment>left out</comment>
        <translation>ein Gerät, eine Pipe oder ein Socket</translation>
    </message>
    <message>
        <source>it is a link to “{target}”</source>
        <comment>left out</comment>
        <translation>eine Verknüpfung mit „{target}“</translation>
    </message>
    <message>
        <source>it is a link, which FAT32 does not have</source>
        <comment>error: a file</comment>
        <translation>sie ist ein Verweis, und die gibt es in FAT32 nicht</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <comment>damage</comment>
        <translation>ist abgeschnitten</translation>
    </message>
    <message>
        <source>it is cut off behind {size} bytes</source>
        <comment>damage</comment>
        <translation>ist nach {size} Bytes abgeschnitten</translation>
    </message>
    <message>
        <source>it is damaged in the image</source>
        <comment>error: a file</comment>
        <translation>sie ist im Abbild beschädigt</translation>
    </message>
    <message>
        <source>it is empty</source>
        <comment>damage</comment>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>it is no file, and FAT32 has nothing else</source>
        <comment>error: a file</comment>
        <translation>sie ist keine Datei, und etwas anderes gibt es in FAT32 nicht</translation>
    </message>
    <message>
        <source>it is not a text</source>
        <comment>list of checksums</comment>
        <translation>sie ist kein Text</translation>
    </message>
    <message>
        <source>it is not one signed text</source>
        <comment>list of checksums</comment>
        <translation>sie ist nicht ein einziger signierter Text</translation>
    </message>
    <message>
        <source>it is not one, or it is damaged</source>
        <comment>damage</comment>
        <translation>ist keiner, oder ist beschädigt</translation>
    </message>
    <message>
        <source>it is not the signature of a file</source>
        <comment>signature</comment>
        <translation>es ist keine Signatur einer Datei</translation>
    </message>
    <message>
        <source>it is not there</source>
        <comment>damage</comment>
        <translation>ist nicht da</translation>
    </message>
    <message>
        <source>it is not written as one</source>
        <comment>error: from the web</comment>
        <translation>sie ist nicht so geschrieben</translation>
    </message>
    <message>
        <source>it is on the list of revoked loaders that is built into shim</source>
        <comment>damage: why shim refuses a loader</comment>
        <translation>steht auf der in shim eingebauten Liste der gesperrten Startprogramme</translation>
    </message>
    <message>
        <source>it is one part of several already</source>
        <comment>error: a file</comment>
        <translation>sie ist schon ein Teil von mehreren</translation>
    </message>
    <message>
        <source>it is packed ({layers}), and mounting needs it as it is</source>
        <comment>error: mounting</comment>
        <translation>es ist gepackt ({layers}), und zum Einhängen muss es ausgepackt sein</translation>
    </message>
    <message>
        <source>it is packed in a way that does not let its first partition be read beforehand</source>
        <comment>added behind an image</comment>
        <translation>es ist so gepackt, dass sich seine erste Partition vorher nicht lesen lässt</translation>
    </message>
    <message>
        <source>it is packed, and how long it is shows only when it is unpacked</source>
        <comment>added behind an image</comment>
        <translation>es ist gepackt, und wie lang es ist, zeigt sich erst beim Entpacken</translation>
    </message>
    <message>
        <source>it is packed, so they can’t be read one by one</source>
        <comment>error: the image’s files</comment>
        <translation>es ist gepackt, darum lassen sie sich nicht einzeln lesen</translation>
    </message>
    <message>
        <source>it is there already</source>
        <comment>error: from the web</comment>
        <translation>sie ist schon da</translation>
    </message>
    <message>
        <source>it is too large for a list of checksums</source>
        <comment>list of checksums</comment>
        <translation>für eine Prüfsummenliste ist sie zu groß</translation>
    </message>
    <message>
        <source>it is too large for the file system there</source>
        <comment>left out</comment>
        <translation>zu groß für das Dateisystem dort</translation>
    </message>
    <message>
        <source>it is too long, or holds blanks or control characters</source>
        <comment>error: from the web</comment>
        <translation>sie ist zu lang oder enthält Leer- oder Steuerzeichen</translation>
    </message>
    <message>
        <source>it is {kind}</source>
        <comment>damage</comment>
        <translation>ist {kind}</translation>
    </message>
    <message>
        <source>it is {kind}</source>
        <comment>evidence: said</comment>
        <translation>ist {kind}</translation>
    </message>
    <message>
        <source>it leads on more than {count} times</source>
        <comment>error: from the web</comment>
        <translation>sie führt mehr als {count}-mal weiter</translation>
    </message>
    <message>
        <source>it leads round in a circle</source>
        <comment>error: from the web</comment>
        <translation>sie führt im Kreis</translation>
    </message>
    <message>
        <source>it leads to another one, and {why}</source>
        <comment>error: from the web</comment>
        <translation>sie führt zu einer anderen: {why}</translation>
    </message>
    <message>
        <source>it leads to what is no address</source>
        <comment>error: from the web</comment>
        <translation>sie führt zu etwas, das keine Adresse ist</translation>
    </message>
    <message>
        <source>it lies in a part that was not looked at</source>
        <comment>evidence: said</comment>
        <translation>liegt in einem Teil, der nicht untersucht wurde</translation>
    </message>
    <message>
        <source>it lies outside the image</source>
        <comment>damage</comment>
        <translation>liegt außerhalb des Abbilds</translation>
    </message>
    <message>
        <source>it lies too far inside a packed image, which has to be unpacked first</source>
        <comment>left out</comment>
        <translation>liegt zu weit hinten in einem gepackten Abbild, das erst zu entpacken ist</translation>
    </message>
    <message>
        <source>it may not be written to</source>
        <comment>folder</comment>
        <translation>er darf nicht beschrieben werden</translation>
    </message>
    <message>
        <source>it reaches outside the image</source>
        <comment>damage</comment>
        <translation>reicht über das Abbild hinaus</translation>
    </message>
    <message>
        <source>it says it is in block {block}</source>
        <comment>damage</comment>
        <translation>gibt an, in Block {block} zu liegen</translation>
    </message>
    <message>
        <source>it says it is {length} bytes long</source>
        <comment>damage</comment>
        <translation>gibt eine Länge von {length} Bytes an</translation>
    </message>
    <message>
        <source>it sends another part of the file than was asked for</source>
        <comment>error: from the web</comment>
        <translation>er schickt einen anderen Teil der Datei als verlangt</translation>
    </message>
    <message>
        <source>it sends the file in another encoding than was asked for</source>
        <comment>error: from the web</comment>
        <translation>er schickt die Datei in einer anderen Kodierung als verlangt</translation>
    </message>
    <message>
        <source>it sends us on, and does not say where</source>
        <comment>error: from the web</comment>
        <translation>er schickt weiter und sagt nicht, wohin</translation>
    </message>
    <message>
        <source>it was not made with the key that it names</source>
        <comment>damage: a signature</comment>
        <translation>nicht mit dem angegebenen Schlüssel gemacht</translation>
    </message>
    <message>
        <source>it was unplugged, or another drive now has its place</source>
        <comment>error</comment>
        <translation>es wurde abgezogen, oder an seiner Stelle ist jetzt ein anderes Laufwerk</translation>
    </message>
    <message>
        <source>it would come in too many parts</source>
        <comment>error: a file</comment>
        <translation>sie bekäme zu viele Teile</translation>
    </message>
    <message>
        <source>it would lie on the drive that is erased</source>
        <comment>error: from the web</comment>
        <translation>sie läge auf dem Laufwerk, das gelöscht wird</translation>
    </message>
    <message>
        <source>its boot info table does not say where it is, or not what it holds</source>
        <comment>evidence: said</comment>
        <translation>seine Boot Info Table sagt nicht, wo es liegt oder was es enthält</translation>
    </message>
    <message>
        <source>its certificate is not good: {why}</source>
        <comment>error: from the web</comment>
        <translation>sein Zertifikat ist nicht in Ordnung: {why}</translation>
    </message>
    <message>
        <source>its checksum does not match</source>
        <comment>damage</comment>
        <translation>die Prüfsumme stimmt nicht</translation>
    </message>
    <message>
        <source>its checksum is wrong</source>
        <comment>damage</comment>
        <translation>die Prüfsumme ist falsch</translation>
    </message>
    <message>
        <source>its checksum is wrong</source>
        <comment>evidence: said</comment>
        <translation>die Prüfsumme ist falsch</translation>
    </message>
    <message>
        <source>its disk is full</source>
        <comment>error</comment>
        <translation>sein Laufwerk ist voll</translation>
    </message>
    <message>
        <source>its folder is left out</source>
        <comment>left out</comment>
        <translation>der Ordner darüber ist ausgelassen</translation>
    </message>
    <message>
        <source>its head holds something unknown</source>
        <comment>list of checksums</comment>
        <translation>in ihrem Kopf steht etwas Unbekanntes</translation>
    </message>
    <message>
        <source>its header is damaged</source>
        <comment>damage</comment>
        <translation>der Kopf ist beschädigt</translation>
    </message>
    <message>
        <source>its host is no name of a computer</source>
        <comment>error: from the web</comment>
        <translation>sie nennt keinen Namen eines Computers</translation>
    </message>
    <message>
        <source>its last sign is a full stop</source>
        <comment>name of an account</comment>
        <translation>sein letztes Zeichen ist ein Punkt</translation>
    </message>
    <message>
        <source>its name ends in a blank or a full stop</source>
        <comment>error: a file</comment>
        <translation>ihr Name endet mit einem Leerzeichen oder einem Punkt</translation>
    </message>
    <message>
        <source>its name has more than {count} letters</source>
        <comment>error: a file</comment>
        <translation>ihr Name hat mehr als {count} Buchstaben</translation>
    </message>
    <message>
        <source>its name has signs that not every system takes</source>
        <comment>a drive for files</comment>
        <translation>sein Name hat Zeichen, die nicht jedes System annimmt</translation>
    </message>
    <message>
        <source>its name is no text</source>
        <comment>error: a file</comment>
        <translation>ihr Name ist kein Text</translation>
    </message>
    <message>
        <source>its name is that of a device on Windows</source>
        <comment>error: a file</comment>
        <translation>ihr Name ist unter Windows der eines Geräts</translation>
    </message>
    <message>
        <source>its own first partition has no room for its answers</source>
        <comment>added behind an image</comment>
        <translation>in seiner eigenen ersten Partition ist kein Platz für die Antworten</translation>
    </message>
    <message>
        <source>its own first partition is a FAT12</source>
        <comment>added behind an image</comment>
        <translation>seine eigene erste Partition ist ein FAT12</translation>
    </message>
    <message>
        <source>its partition table (GPT) is not sound ({why})</source>
        <comment>added behind an image</comment>
        <translation>seine Partitionstabelle (GPT) ist nicht in Ordnung ({why})</translation>
    </message>
    <message>
        <source>its partition table (MBR) reaches only 2 TiB far</source>
        <comment>added behind an image</comment>
        <translation>seine Partitionstabelle (MBR) reicht nur 2 TiB weit</translation>
    </message>
    <message>
        <source>its partition table is protected for a GPT that is not there</source>
        <comment>added behind an image</comment>
        <translation>seine Partitionstabelle schützt eine GPT, die es nicht gibt</translation>
    </message>
    <message>
        <source>its path is too long</source>
        <comment>left out</comment>
        <translation>der Pfad ist zu lang</translation>
    </message>
    <message>
        <source>its signature does not hold: {why}</source>
        <comment>damage: a signature</comment>
        <translation>die Signatur ist ungültig: {why}</translation>
    </message>
    <message>
        <source>its volume descriptors are damaged</source>
        <comment>damage</comment>
        <translation>die Datenträgerbeschreibungen sind beschädigt</translation>
    </message>
    <message>
        <source>its {count} sectors do not fit into memory</source>
        <comment>evidence: said</comment>
        <translation>{count} Sektoren passen nicht in den Speicher</translation>
    </message>
    <message>
        <source>its {kind} is not the one in the archive’s list</source>
        <comment>damage</comment>
        <translation>die Prüfsumme ({kind}) ist nicht die aus der Liste im Archiv</translation>
    </message>
    <message>
        <source>lies outside</source>
        <comment>evidence: said</comment>
        <translation>liegt außerhalb</translation>
    </message>
    <message>
        <source>list of revoked loaders of {date}</source>
        <comment>evidence: what</comment>
        <translation>Liste gesperrter Startprogramme vom {date}</translation>
    </message>
    <message>
        <source>loader</source>
        <comment>structure</comment>
        <translation>Startprogramm</translation>
    </message>
    <message>
        <source>more of the drive was read than is used now</source>
        <comment>error</comment>
        <translation>vom Laufwerk wurde mehr gelesen, als jetzt benutzt ist</translation>
    </message>
    <message>
        <source>names {name}, which is there</source>
        <comment>evidence: said</comment>
        <translation>nennt {name}, und das ist da</translation>
    </message>
    <message>
        <source>no FAT file system</source>
        <comment>evidence: said</comment>
        <translation>kein FAT-Dateisystem</translation>
    </message>
    <message>
        <source>no UEFI firmware for it is installed</source>
        <comment>error: no virtual machine</comment>
        <translation>es ist keine UEFI-Firmware dafür installiert</translation>
    </message>
    <message>
        <source>no UEFI firmware with Secure Boot and Microsoft’s keys for it is installed</source>
        <comment>error: no virtual machine</comment>
        <translation>es ist keine UEFI-Firmware mit Secure Boot und Microsofts Schlüsseln dafür installiert</translation>
    </message>
    <message>
        <source>no code</source>
        <comment>evidence: code</comment>
        <translation>kein Code</translation>
    </message>
    <message>
        <source>no computer of this name is found</source>
        <comment>error: from the web</comment>
        <translation>ein Computer dieses Namens ist nicht zu finden</translation>
    </message>
    <message>
        <source>no emulation</source>
        <comment>evidence: code</comment>
        <translation>ohne Emulation</translation>
    </message>
    <message>
        <source>no keys have been added yet</source>
        <comment>signature</comment>
        <translation>es wurden noch keine Schlüssel hinzugefügt</translation>
    </message>
    <message>
        <source>no partition is chosen</source>
        <comment>evidence: said</comment>
        <translation>keine Partition ist gewählt</translation>
    </message>
    <message>
        <source>no partition is marked for a BIOS</source>
        <comment>evidence: said</comment>
        <translation>keine Partition ist für ein BIOS markiert</translation>
    </message>
    <message>
        <source>no partition is of FreeBSD’s boot type</source>
        <comment>evidence: said</comment>
        <translation>keine Partition hat den Starttyp von FreeBSD</translation>
    </message>
    <message>
        <source>no partitions that UEFI firmware takes</source>
        <comment>evidence: said</comment>
        <translation>keine Partitionen, die UEFI-Firmware nimmt</translation>
    </message>
    <message>
        <source>no primary volume descriptor</source>
        <comment>damage</comment>
        <translation>keine Hauptbeschreibung des Datenträgers</translation>
    </message>
    <message>
        <source>no temporary file can be made here</source>
        <comment>signature</comment>
        <translation>hier lässt sich keine temporäre Datei anlegen</translation>
    </message>
    <message>
        <source>nobody</source>
        <comment>damage: whom shim trusts</comment>
        <translation>niemandem</translation>
    </message>
    <message>
        <source>not found by firmware that reads El Torito from sticks and stops there</source>
        <comment>evidence: said</comment>
        <translation>nicht von Firmware gefunden, die auf Sticks El Torito liest und dort aufhört</translation>
    </message>
    <message>
        <source>not looked at</source>
        <comment>evidence: said</comment>
        <translation>nicht untersucht</translation>
    </message>
    <message>
        <source>not made: {size} bytes are too many to be read for it</source>
        <comment>evidence: said</comment>
        <translation>nicht berechnet: {size} Bytes sind dafür zu viele</translation>
    </message>
    <message>
        <source>not on it</source>
        <comment>evidence: said</comment>
        <translation>nicht darauf</translation>
    </message>
    <message>
        <source>notes of having been opened</source>
        <comment>drift</comment>
        <translation>Vermerke, dass es geöffnet wurde</translation>
    </message>
    <message>
        <source>nothing in it starts a 64-bit PC from a stick</source>
        <comment>error: no virtual machine</comment>
        <translation>nichts darin startet einen 64-Bit-PC von einem Stick</translation>
    </message>
    <message>
        <source>nothing of it is to be loaded</source>
        <comment>evidence: said</comment>
        <translation>nichts davon wird geladen</translation>
    </message>
    <message>
        <source>nothing on it starts a computer</source>
        <comment>added behind an image</comment>
        <translation>nichts darauf startet einen Computer</translation>
    </message>
    <message>
        <source>only https is fetched, not {scheme}</source>
        <comment>error: from the web</comment>
        <translation>nur https wird geholt, nicht {scheme}</translation>
    </message>
    <message>
        <source>only on a stick of at least {size} bytes, where the last partition ends</source>
        <comment>evidence: said</comment>
        <translation>nur auf einem Stick ab {size} Bytes, wo die letzte Partition endet</translation>
    </message>
    <message>
        <source>only the live systems of Debian, of Ubuntu and their kin look for such a partition</source>
        <comment>added behind an image</comment>
        <translation>nur die Live-Systeme von Debian, Ubuntu und Verwandten suchen eine solche Partition</translation>
    </message>
    <message>
        <source>only the live systems of Debian, of Ubuntu and their kin look for such a partition, and {system} is none that is known as one</source>
        <comment>added behind an image</comment>
        <translation>nur die Live-Systeme von Debian, Ubuntu und Verwandten suchen eine solche Partition, und {system} ist nicht als eines davon bekannt</translation>
    </message>
    <message>
        <source>only unpacking tells how large this image is</source>
        <comment>error: burning</comment>
        <translation>erst beim Entpacken zeigt sich, wie groß dieses Abbild ist</translation>
    </message>
    <message>
        <source>part of it lies behind the image’s end</source>
        <comment>damage</comment>
        <translation>ein Teil liegt hinter dem Ende des Abbilds</translation>
    </message>
    <message>
        <source>part of it lies outside the partition</source>
        <comment>damage</comment>
        <translation>ein Teil liegt außerhalb der Partition</translation>
    </message>
    <message>
        <source>partition {number} of the GPT</source>
        <comment>structure</comment>
        <translation>Partition {number} der GPT</translation>
    </message>
    <message>
        <source>partition {number} of the MBR</source>
        <comment>structure</comment>
        <translation>Partition {number} des MBR</translation>
    </message>
    <message>
        <source>program for {machine} in the {kind} file tree, {size} bytes</source>
        <comment>evidence: said</comment>
        <translation>Programm für {machine} im {kind}-Dateibaum, {size} Bytes</translation>
    </message>
    <message>
        <source>program for {machine}, {size} bytes, not signed</source>
        <comment>evidence: said</comment>
        <translation>Programm für {machine}, {size} Bytes, nicht signiert</translation>
    </message>
    <message>
        <source>program for {machine}, {size} bytes, with a signature</source>
        <comment>evidence: said</comment>
        <translation>Programm für {machine}, {size} Bytes, mit Signatur</translation>
    </message>
    <message>
        <source>security version</source>
        <comment>evidence: what</comment>
        <translation>Sicherheitsversion</translation>
    </message>
    <message>
        <source>shim does not start {path}: {why}</source>
        <comment>this computer</comment>
        <translation>shim startet {path} nicht: {why}</translation>
    </message>
    <message>
        <source>shim no longer trusts {name}</source>
        <comment>damage: why shim refuses a loader</comment>
        <translation>shim vertraut {name} nicht mehr</translation>
    </message>
    <message>
        <source>shim sets a level that it is too old for: {parts}</source>
        <comment>damage: why shim refuses a loader</comment>
        <translation>shim setzt eine Stufe, für die es zu alt ist: {parts}</translation>
    </message>
    <message>
        <source>signature</source>
        <comment>structure</comment>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>signature list</source>
        <comment>structure</comment>
        <translation>Signaturliste</translation>
    </message>
    <message>
        <source>signature {number}</source>
        <comment>evidence: what</comment>
        <translation>Signatur {number}</translation>
    </message>
    <message>
        <source>something wrote to it</source>
        <comment>error</comment>
        <translation>etwas hat hineingeschrieben</translation>
    </message>
    <message>
        <source>something wrote to it, or changed its name or rights</source>
        <comment>error</comment>
        <translation>etwas hat hineingeschrieben, oder seinen Namen oder seine Rechte geändert</translation>
    </message>
    <message>
        <source>swap</source>
        <comment>drive: what it holds</comment>
        <translation>Auslagerungsspeicher</translation>
    </message>
    <message>
        <source>swap space</source>
        <comment>kind of file system</comment>
        <translation>Auslagerungsspeicher</translation>
    </message>
    <message>
        <source>that would be wrong with it then: {finding}</source>
        <comment>added behind an image</comment>
        <translation>das wäre dann nicht in Ordnung: {finding}</translation>
    </message>
    <message>
        <source>the FAT file system</source>
        <comment>structure</comment>
        <translation>das FAT-Dateisystem</translation>
    </message>
    <message>
        <source>the ISO 9660 volume</source>
        <comment>structure</comment>
        <translation>der ISO-9660-Datenträger</translation>
    </message>
    <message>
        <source>the LVM volume {name}</source>
        <comment>drive: who uses it</comment>
        <translation>dem LVM-Datenträger {name}</translation>
    </message>
    <message>
        <source>the RAID array {name}</source>
        <comment>drive: who uses it</comment>
        <translation>dem RAID-Verbund {name}</translation>
    </message>
    <message>
        <source>the UDF volume</source>
        <comment>structure</comment>
        <translation>der UDF-Datenträger</translation>
    </message>
    <message>
        <source>the ZFS pool {name}</source>
        <comment>drive: who uses it</comment>
        <translation>dem ZFS-Pool {name}</translation>
    </message>
    <message>
        <source>the boot code of Stickwright’s demo</source>
        <comment>evidence: code</comment>
        <translation>Startcode der Stickwright-Demo</translation>
    </message>
    <message>
        <source>the boot code of {name}</source>
        <comment>evidence: code</comment>
        <translation>Startcode von {name}</translation>
    </message>
    <message>
        <source>the boot loader of Windows discs</source>
        <comment>evidence: code</comment>
        <translation>Startprogramm von Windows-CDs</translation>
    </message>
    <message>
        <source>the catalogue is not marked as one</source>
        <comment>evidence: said</comment>
        <translation>der Katalog ist nicht als solcher markiert</translation>
    </message>
    <message>
        <source>the connection broke</source>
        <comment>error: from the web</comment>
        <translation>die Verbindung ist abgebrochen</translation>
    </message>
    <message>
        <source>the copy of the GPT</source>
        <comment>structure</comment>
        <translation>die Kopie der GPT</translation>
    </message>
    <message>
        <source>the disc has answers of its own for Windows, and only one of the two would count</source>
        <comment>error: a file</comment>
        <translation>die Disc hat eigene Antworten für Windows, und nur eine von beiden würde gelten</translation>
    </message>
    <message>
        <source>the disc holds a session already, and an image needs one of its own</source>
        <comment>error: burning</comment>
        <translation>die Disc enthält bereits eine Sitzung, und ein Abbild braucht eine für sich</translation>
    </message>
    <message>
        <source>the disc holds {count} sessions already, and an image needs one of its own</source>
        <comment>error: burning</comment>
        <translation>die Disc enthält bereits {count} Sitzungen, und ein Abbild braucht eine für sich</translation>
    </message>
    <message>
        <source>the disc is closed, and can be written only once</source>
        <comment>error: burning</comment>
        <translation>die Disc ist abgeschlossen und kann nur einmal beschrieben werden</translation>
    </message>
    <message>
        <source>the drive can’t simulate with this disc</source>
        <comment>error: burning</comment>
        <translation>das Laufwerk kann mit dieser Disc nicht simulieren</translation>
    </message>
    <message>
        <source>the drive ends at byte {end}, in front of {wanted}</source>
        <comment>a drive for files</comment>
        <translation>das Laufwerk endet bei Byte {end}, vor {wanted}</translation>
    </message>
    <message>
        <source>the drive has sectors of {count} bytes, not of {usual}</source>
        <comment>added behind an image</comment>
        <translation>das Laufwerk hat Sektoren von {count} Byte, nicht von {usual}</translation>
    </message>
    <message>
        <source>the drive has sectors of {size} bytes, not of {other}</source>
        <comment>error</comment>
        <translation>das Laufwerk hat Sektoren von {size} Bytes, nicht von {other}</translation>
    </message>
    <message>
        <source>the entries of its partition table (GPT) are far from it</source>
        <comment>added behind an image</comment>
        <translation>die Einträge seiner Partitionstabelle (GPT) liegen weit von ihr entfernt</translation>
    </message>
    <message>
        <source>the file is empty, or shorter than it was</source>
        <comment>error: from the web</comment>
        <translation>die Datei ist leer oder kürzer als vorher</translation>
    </message>
    <message>
        <source>the file system there does not take its name</source>
        <comment>left out</comment>
        <translation>das Dateisystem dort nimmt den Namen nicht an</translation>
    </message>
    <message>
        <source>the first entry begins with {byte}</source>
        <comment>damage</comment>
        <translation>der erste Eintrag fängt mit {byte} an</translation>
    </message>
    <message>
        <source>the first entry is not for a BIOS</source>
        <comment>evidence: said</comment>
        <translation>der erste Eintrag ist nicht für ein BIOS</translation>
    </message>
    <message>
        <source>the first entry is not marked bootable</source>
        <comment>evidence: said</comment>
        <translation>der erste Eintrag ist nicht als startfähig markiert</translation>
    </message>
    <message>
        <source>the head of its answer is too large</source>
        <comment>error: from the web</comment>
        <translation>der Kopf seiner Antwort ist zu groß</translation>
    </message>
    <message>
        <source>the image ends in front of byte {place}</source>
        <comment>evidence: said</comment>
        <translation>das Abbild endet vor Byte {place}</translation>
    </message>
    <message>
        <source>the image is not complete</source>
        <comment>error: burning</comment>
        <translation>das Abbild ist nicht vollständig</translation>
    </message>
    <message>
        <source>the image is this file</source>
        <comment>error: burning</comment>
        <translation>das Abbild ist diese Datei</translation>
    </message>
    <message>
        <source>the image needs {need} bytes of the disc, and it has {have}</source>
        <comment>error: burning</comment>
        <translation>das Abbild braucht {need} Bytes der Disc, und sie hat {have}</translation>
    </message>
    <message>
        <source>the keys of this computer can’t be read</source>
        <comment>this computer</comment>
        <translation>die Schlüssel dieses Computers sind nicht lesbar</translation>
    </message>
    <message>
        <source>the last section is not marked as the last</source>
        <comment>damage</comment>
        <translation>der letzte Abschnitt ist nicht als letzter markiert</translation>
    </message>
    <message>
        <source>the number that Windows gives a disk</source>
        <comment>drift</comment>
        <translation>die Nummer, die Windows einem Datenträger gibt</translation>
    </message>
    <message>
        <source>the part of QEMU that opens a window is not installed</source>
        <comment>error: no virtual machine</comment>
        <translation>der Teil von QEMU, der ein Fenster öffnet, ist nicht installiert</translation>
    </message>
    <message>
        <source>the place of the partition table’s copy</source>
        <comment>drift</comment>
        <translation>der Ort der Kopie der Partitionstabelle</translation>
    </message>
    <message>
        <source>the program was changed after it was signed</source>
        <comment>damage: a signature</comment>
        <translation>das Programm wurde nach dem Signieren geändert</translation>
    </message>
    <message>
        <source>the protected connection failed: {why}</source>
        <comment>error: from the web</comment>
        <translation>die geschützte Verbindung scheiterte: {why}</translation>
    </message>
    <message>
        <source>the root folder of its own first partition is full</source>
        <comment>added behind an image</comment>
        <translation>der oberste Ordner seiner eigenen ersten Partition ist voll</translation>
    </message>
    <message>
        <source>the security version of {path} is {have}, and this computer asks for {need}</source>
        <comment>this computer</comment>
        <translation>die Sicherheitsversion von {path} ist {have}, und dieser Computer verlangt {need}</translation>
    </message>
    <message>
        <source>the server has another file there now</source>
        <comment>error: from the web</comment>
        <translation>der Server hat dort jetzt eine andere Datei</translation>
    </message>
    <message>
        <source>the server sends other bytes than before</source>
        <comment>error: from the web</comment>
        <translation>der Server schickt andere Bytes als vorher</translation>
    </message>
    <message>
        <source>the signature of the loader was not looked at</source>
        <comment>this computer</comment>
        <translation>die Signatur des Startprogramms wurde nicht untersucht</translation>
    </message>
    <message>
        <source>the signature of {path} does not hold</source>
        <comment>this computer</comment>
        <translation>die Signatur von {path} ist ungültig</translation>
    </message>
    <message>
        <source>the unlocked volume {name}</source>
        <comment>drive: who uses it</comment>
        <translation>dem entsperrten Datenträger {name}</translation>
    </message>
    <message>
        <source>their checksum does not match</source>
        <comment>damage</comment>
        <translation>die Prüfsumme der Einträge stimmt nicht</translation>
    </message>
    <message>
        <source>there are more lists here than are read</source>
        <comment>list of checksums</comment>
        <translation>hier sind mehr Listen, als gelesen werden</translation>
    </message>
    <message>
        <source>there is no Windows installer among them that can be read</source>
        <comment>error</comment>
        <translation>darunter ist kein Windows-Installationsmedium, das sich lesen lässt</translation>
    </message>
    <message>
        <source>there is no disc in the drive that can be read</source>
        <comment>error: burning</comment>
        <translation>im Laufwerk ist keine lesbare Disc</translation>
    </message>
    <message>
        <source>there is no display to open a window on</source>
        <comment>error: no virtual machine</comment>
        <translation>es gibt keinen Bildschirm, auf dem sich ein Fenster öffnen ließe</translation>
    </message>
    <message>
        <source>there is no drive {node}</source>
        <comment>error: burning</comment>
        <translation>es gibt kein Laufwerk {node}</translation>
    </message>
    <message>
        <source>there is no file system in it that this computer knows</source>
        <comment>error: mounting</comment>
        <translation>es enthält kein Dateisystem, das dieser Computer kennt</translation>
    </message>
    <message>
        <source>there is no signature in it</source>
        <comment>signature</comment>
        <translation>es ist keine Signatur darin</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <comment>error: from the web</comment>
        <translation>es gibt dort keine solche Datei</translation>
    </message>
    <message>
        <source>there is none of El Torito</source>
        <comment>evidence: said</comment>
        <translation>keiner von El Torito</translation>
    </message>
    <message>
        <source>there is none: {why}</source>
        <comment>evidence: said</comment>
        <translation>keine da: {why}</translation>
    </message>
    <message>
        <source>there is text around the signed one</source>
        <comment>list of checksums</comment>
        <translation>um den signierten Text steht noch anderer</translation>
    </message>
    <message>
        <source>there is too little space</source>
        <comment>error: from the web</comment>
        <translation>es ist zu wenig Platz</translation>
    </message>
    <message>
        <source>this computer does not permit it to you</source>
        <comment>error: mounting</comment>
        <translation>dieser Computer erlaubt es Ihnen nicht</translation>
    </message>
    <message>
        <source>this computer no longer trusts {name}</source>
        <comment>this computer</comment>
        <translation>dieser Computer vertraut {name} nicht mehr</translation>
    </message>
    <message>
        <source>this program</source>
        <comment>drive: who uses it</comment>
        <translation>diesem Programm</translation>
    </message>
    <message>
        <source>this system takes the rest of the stick for itself, and nothing in its own first partition says that it reads answers there</source>
        <comment>added behind an image</comment>
        <translation>dieses System nimmt den Rest des Sticks für sich, und nichts in seiner eigenen ersten Partition sagt, dass es dort Antworten liest</translation>
    </message>
    <message>
        <source>too many bytes</source>
        <comment>damage</comment>
        <translation>zu viele Bytes</translation>
    </message>
    <message>
        <source>too many have its name</source>
        <comment>left out</comment>
        <translation>zu viele haben diesen Namen</translation>
    </message>
    <message>
        <source>too many names</source>
        <comment>damage</comment>
        <translation>zu viele Namen</translation>
    </message>
    <message>
        <source>too many reads</source>
        <comment>damage</comment>
        <translation>zu viele Lesezugriffe</translation>
    </message>
    <message>
        <source>type {kind}</source>
        <comment>evidence: said</comment>
        <translation>Typ {kind}</translation>
    </message>
    <message>
        <source>type {kind}, sectors {first} to {last}</source>
        <comment>evidence: said</comment>
        <translation>Typ {kind}, Sektoren {first} bis {last}</translation>
    </message>
    <message>
        <source>was not looked for</source>
        <comment>evidence: said</comment>
        <translation>wurde nicht gesucht</translation>
    </message>
    <message>
        <source>what firmware this computer has can’t be seen</source>
        <comment>this computer</comment>
        <translation>welche Firmware dieser Computer hat, ist nicht zu sehen</translation>
    </message>
    <message>
        <source>what is mounted can’t be noted ({why})</source>
        <comment>error: mounting</comment>
        <translation>was eingehängt ist, lässt sich nicht vermerken ({why})</translation>
    </message>
    <message>
        <source>what lies where no file is</source>
        <comment>drift</comment>
        <translation>was dort liegt, wo keine Datei ist</translation>
    </message>
    <message>
        <source>whether Secure Boot is on can’t be seen</source>
        <comment>this computer</comment>
        <translation>ob Secure Boot an ist, ist nicht zu sehen</translation>
    </message>
    <message>
        <source>wimlib can make one of {name} that can be split: “wimlib-imagex export” with --compress=LZX.</source>
        <comment>error</comment>
        <translation>wimlib macht aus {name} eine, die sich teilen lässt: „wimlib-imagex export“ mit --compress=LZX.</translation>
    </message>
    <message>
        <source>with more partitions it would start on fewer computers</source>
        <comment>added behind an image</comment>
        <translation>mit mehr Partitionen würde es auf weniger Computern starten</translation>
    </message>
    <message>
        <source>xorriso is not installed</source>
        <comment>error: burning</comment>
        <translation>xorriso ist nicht installiert</translation>
    </message>
    <message>
        <source>{authority} vouches for it, and shim trusts {names}</source>
        <comment>damage: why shim refuses a loader</comment>
        <translation>{authority} bürgt dafür, und shim vertraut {names}</translation>
    </message>
    <message>
        <source>{code}, signature 55 AA</source>
        <comment>evidence: said</comment>
        <translation>{code}, Kennung 55 AA</translation>
    </message>
    <message>
        <source>{code}; ends in {bytes}, not in 55 AA</source>
        <comment>evidence: said</comment>
        <translation>{code}; endet mit {bytes}, nicht mit 55 AA</translation>
    </message>
    <message>
        <source>{count} of {all} files that {one} shows are not in {other}: which ones there are depends on the computer.</source>
        <comment>finding: trees-hide</comment>
        <translation>{count} von {all} Dateien, die {one} zeigt, sind nicht in {other}: Welche es gibt, hängt vom Computer ab.</translation>
    </message>
    <message>
        <source>{count} partitions are marked active, and the boot code wants one</source>
        <comment>evidence: said</comment>
        <translation>{count} Partitionen sind als aktiv markiert, der Startcode will eine</translation>
    </message>
    <message>
        <source>{drive} can’t be opened: UDisks2, the service for that, is not running.</source>
        <comment>error</comment>
        <translation>{drive} kann nicht geöffnet werden: UDisks2, der Dienst dafür, läuft nicht.</translation>
    </message>
    <message>
        <source>{drive} can’t be opened: {why}.</source>
        <comment>error</comment>
        <translation>{drive} kann nicht geöffnet werden: {why}.</translation>
    </message>
    <message>
        <source>{drive} can’t be read back at byte {place}: {why}.</source>
        <comment>error</comment>
        <translation>{drive} lässt sich bei Byte {place} nicht zurücklesen: {why}.</translation>
    </message>
    <message>
        <source>{drive} can’t be read past the memory of this computer.</source>
        <comment>error</comment>
        <translation>{drive} lässt sich nicht am Speicher dieses Computers vorbei lesen.</translation>
    </message>
    <message>
        <source>{drive} can’t be used: {why}.</source>
        <comment>error</comment>
        <translation>{drive} ist nicht verwendbar: {why}.</translation>
    </message>
    <message>
        <source>{drive} did not confirm that it stored everything: {why}.</source>
        <comment>error</comment>
        <translation>{drive} hat nicht bestätigt, dass alles gespeichert ist: {why}.</translation>
    </message>
    <message>
        <source>{drive} did not keep what was written: reading back found different bytes, first at byte {place} (sector {sector}).</source>
        <comment>error</comment>
        <translation>{drive} hat nicht behalten, was geschrieben wurde: Beim Zurücklesen fanden sich andere Bytes, zuerst bei Byte {place} (Sektor {sector}).</translation>
    </message>
    <message>
        <source>{drive} differs from the image, first at byte {place} (sector {sector}).</source>
        <comment>error</comment>
        <translation>{drive} weicht vom Abbild ab, zuerst bei Byte {place} (Sektor {sector}).</translation>
    </message>
    <message>
        <source>{drive} gives back other bytes than were burned, first at byte {place}.</source>
        <comment>error</comment>
        <translation>{drive} gibt andere Bytes zurück, als gebrannt wurden, zuerst bei Byte {place}.</translation>
    </message>
    <message>
        <source>{drive} has become write-protected: it takes no data from byte {place} on.</source>
        <comment>error</comment>
        <translation>{drive} ist schreibgeschützt geworden: Ab Byte {place} nimmt es keine Daten mehr an.</translation>
    </message>
    <message>
        <source>{drive} is in use by {blocker}. Close it first.</source>
        <comment>error</comment>
        <translation>{drive} wird von {blocker} benutzt. Schließen Sie das zuerst.</translation>
    </message>
    <message>
        <source>{drive} is in use. Close it first.</source>
        <comment>error</comment>
        <translation>{drive} wird gerade benutzt. Schließen Sie das zuerst.</translation>
    </message>
    <message>
        <source>{drive} is not as the stopped write left it, first at byte {place}.</source>
        <comment>error</comment>
        <translation>{drive} ist nicht so, wie der abgebrochene Schreibvorgang es hinterlassen hat, zuerst bei Byte {place}.</translation>
    </message>
    <message>
        <source>{drive} is not as the test left it, first at byte {place}.</source>
        <comment>error</comment>
        <translation>{drive} ist nicht so, wie der Test es hinterlassen hat, zuerst bei Byte {place}.</translation>
    </message>
    <message>
        <source>{drive} is not offered: {why}</source>
        <comment>error</comment>
        <translation>{drive} wird nicht angeboten: {why}</translation>
    </message>
    <message>
        <source>{drive} is the same as the image but for {found}.</source>
        <comment>error</comment>
        <translation>{drive} ist dasselbe wie das Abbild, ausgenommen: {found}.</translation>
    </message>
    <message>
        <source>{drive} is write-protected.</source>
        <comment>error</comment>
        <translation>{drive} ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>{drive} refuses to be written at byte {place}: {why}.</source>
        <comment>error</comment>
        <translation>{drive} lässt sich bei Byte {place} nicht beschreiben: {why}.</translation>
    </message>
    <message>
        <source>{drive} was renamed, deleted, replaced or resized meanwhile.</source>
        <comment>error</comment>
        <translation>{drive} wurde inzwischen umbenannt, gelöscht, ersetzt oder in der Größe geändert.</translation>
    </message>
    <message>
        <source>{drive} was unplugged at byte {place}.</source>
        <comment>error</comment>
        <translation>{drive} wurde bei Byte {place} abgezogen.</translation>
    </message>
    <message>
        <source>{drive} was unplugged.</source>
        <comment>error</comment>
        <translation>{drive} wurde abgezogen.</translation>
    </message>
    <message>
        <source>{emulation}, {code}</source>
        <comment>evidence: said</comment>
        <translation>{emulation}, {code}</translation>
    </message>
    <message>
        <source>{file} has no checksum to compare with: {why}.</source>
        <comment>error</comment>
        <translation>{file} hat keine Prüfsumme zum Vergleichen: {why}.</translation>
    </message>
    <message>
        <source>{host} sent a web page, and no disk image.</source>
        <comment>error: from the web</comment>
        <translation>{host} hat eine Webseite geschickt und kein Laufwerksabbild.</translation>
    </message>
    <message>
        <source>{kind} needs a drive of {least} bytes, and this one has {have}</source>
        <comment>a drive for files</comment>
        <translation>{kind} braucht ein Laufwerk von {least} Byte, und dieses hat {have}</translation>
    </message>
    <message>
        <source>{kind} needs {least} bytes, and there are {have}</source>
        <comment>a drive for files</comment>
        <translation>{kind} braucht {least} Bytes, und es sind {have}</translation>
    </message>
    <message>
        <source>{kind} needs {least} bytes, not {size}</source>
        <comment>added behind an image</comment>
        <translation>{kind} braucht {least} Bytes, nicht {size}</translation>
    </message>
    <message>
        <source>{kind} volume</source>
        <comment>evidence: what</comment>
        <translation>{kind}-Datenträger</translation>
    </message>
    <message>
        <source>{kind}, blocks {first} to {last}</source>
        <comment>evidence: said</comment>
        <translation>{kind}, Blöcke {first} bis {last}</translation>
    </message>
    <message>
        <source>{name} can’t be mounted: {why}.</source>
        <comment>error</comment>
        <translation>{name} lässt sich nicht einhängen: {why}.</translation>
    </message>
    <message>
        <source>{name} can’t be read: {why}.</source>
        <comment>error: answers for cloud-init</comment>
        <translation>{name} kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
        <source>{name} holds only {length} bytes: there is nothing to write.</source>
        <comment>error</comment>
        <translation>{name} enthält nur {length} Bytes: Es gibt nichts zu schreiben.</translation>
    </message>
    <message>
        <source>{name} is a folder on it</source>
        <comment>added behind an image</comment>
        <translation>{name} ist darauf ein Ordner</translation>
    </message>
    <message>
        <source>{name} is empty: there is nothing to write.</source>
        <comment>error</comment>
        <translation>{name} ist leer: Es gibt nichts zu schreiben.</translation>
    </message>
    <message>
        <source>{name} is named like a document and is a program or script; this is not a virus scan.</source>
        <comment>finding: double-suffix</comment>
        <translation>{name} heißt wie ein Dokument und ist ein Programm oder Skript; das ist keine Virenprüfung.</translation>
    </message>
    <message>
        <source>{name} is no backup of {drive}, or that was written to since: they differ at byte {place}.</source>
        <comment>error</comment>
        <translation>{name} ist keine Sicherung von {drive}, oder darauf wurde seitdem geschrieben: Sie unterscheiden sich bei Byte {place}.</translation>
    </message>
    <message>
        <source>{name} is there already, and nothing is overwritten.</source>
        <comment>error</comment>
        <translation>{name} gibt es schon, und nichts wird überschrieben.</translation>
    </message>
    <message>
        <source>{name}’s boot code</source>
        <comment>evidence: code</comment>
        <translation>Startcode von {name}</translation>
    </message>
    <message>
        <source>{name}’s boot code for GPT</source>
        <comment>evidence: code</comment>
        <translation>Startcode von {name} für GPT</translation>
    </message>
    <message>
        <source>{name}’s boot code for one partition</source>
        <comment>evidence: code</comment>
        <translation>Startcode von {name} für eine einzelne Partition</translation>
    </message>
    <message>
        <source>{name}’s boot sector</source>
        <comment>evidence: code</comment>
        <translation>Bootsektor von {name}</translation>
    </message>
    <message>
        <source>{name}’s hybrid boot code</source>
        <comment>evidence: code</comment>
        <translation>Hybrid-Startcode von {name}</translation>
    </message>
    <message>
        <source>{node} is neither a drive for discs nor a file</source>
        <comment>error: burning</comment>
        <translation>{node} ist weder ein Laufwerk für Discs noch eine Datei</translation>
    </message>
    <message>
        <source>{node} is no drive for discs</source>
        <comment>error: burning</comment>
        <translation>{node} ist kein Laufwerk für Discs</translation>
    </message>
    <message>
        <source>{one} and {other}</source>
        <comment>drive: two things, or the end of a list of them</comment>
        <translation>{one} und {other}</translation>
    </message>
    <message>
        <source>{one} and {other}</source>
        <comment>system</comment>
        <translation>{one} und {other}</translation>
    </message>
    <message>
        <source>{one} and {other} more</source>
        <comment>drive: mounts; {other} is a number</comment>
        <translation>{one} und {other} weitere</translation>
    </message>
    <message>
        <source>{one}, {other} more</source>
        <comment>drive: mounts; {other} is a number</comment>
        <translation>{one}, {other} weitere</translation>
    </message>
    <message>
        <source>{path} cannot be started: {why}.</source>
        <comment>finding: loader-damaged</comment>
        <translation>{path} kann nicht gestartet werden: {why}.</translation>
    </message>
    <message>
        <source>{path} can’t play a stick: its {length} bytes are no whole sectors.</source>
        <comment>error</comment>
        <translation>{path} kann keinen Stick ersetzen: {length} Bytes sind keine ganzen Sektoren.</translation>
    </message>
    <message>
        <source>{path} has generation {generation} of {name}, and this computer asks for {least}</source>
        <comment>this computer</comment>
        <translation>{path} hat Generation {generation} von {name}, und dieser Computer verlangt {least}</translation>
    </message>
    <message>
        <source>{path} has generation {generation} of {name}, and {least} is the least</source>
        <comment>evidence: said</comment>
        <translation>{path} hat Generation {generation} von {name}, verlangt ist {least}</translation>
    </message>
    <message>
        <source>{path} has generation {generation} of {name}, and {least} is the least (SBAT level of {date}). A computer that was brought up to date refuses it while Secure Boot is on; a newer image helps.</source>
        <comment>finding: loader-revoked</comment>
        <translation>{path} hat Generation {generation} von {name}, verlangt ist {least} (SBAT-Stufe vom {date}). Ein Computer auf neuem Stand weist es zurück, solange Secure Boot an ist; ein neueres Abbild hilft.</translation>
    </message>
    <message>
        <source>{path} has no signature</source>
        <comment>this computer</comment>
        <translation>{path} hat keine Signatur</translation>
    </message>
    <message>
        <source>{path} has no signature: Secure Boot has to be turned off first.</source>
        <comment>finding: loader-unsigned</comment>
        <translation>{path} hat keine Signatur: Zuerst muss Secure Boot ausgeschaltet werden.</translation>
    </message>
    <message>
        <source>{path} is a driver and no program that firmware starts.</source>
        <comment>finding: loader-is-driver</comment>
        <translation>{path} ist ein Treiber und kein Programm, das die Firmware startet.</translation>
    </message>
    <message>
        <source>{path} is a program for {processor}, not for {machine}.</source>
        <comment>finding: loader-wrong-machine</comment>
        <translation>{path} ist ein Programm für {processor}, nicht für {machine}.</translation>
    </message>
    <message>
        <source>{path} is another file in {one} than in {other}: which one there is depends on the computer.</source>
        <comment>finding: trees-differ</comment>
        <translation>{path} ist in {one} eine andere Datei als in {other}: Welche es ist, hängt vom Computer ab.</translation>
    </message>
    <message>
        <source>{path} is called {name} there.</source>
        <comment>taking out</comment>
        <translation>{path} heißt dort {name}.</translation>
    </message>
    <message>
        <source>{path} is left out: {why}.</source>
        <comment>taking out</comment>
        <translation>{path} ist ausgelassen: {why}.</translation>
    </message>
    <message>
        <source>{path} is not a file that can play a stick.</source>
        <comment>error</comment>
        <translation>{path} ist keine Datei, die einen Stick ersetzen kann.</translation>
    </message>
    <message>
        <source>{path} is on it, by its digest</source>
        <comment>evidence: said</comment>
        <translation>{path} steht darauf, nach seiner Prüfsumme</translation>
    </message>
    <message>
        <source>{path} is on it, by its digest (list of revoked loaders of {date}). A computer that was brought up to date refuses it while Secure Boot is on; a newer image helps.</source>
        <comment>finding: loader-revoked</comment>
        <translation>{path} steht nach seiner Prüfsumme auf der Liste gesperrter Startprogramme vom {date}. Ein Computer auf neuem Stand weist es zurück, solange Secure Boot an ist; ein neueres Abbild hilft.</translation>
    </message>
    <message>
        <source>{path} is on this computer’s list of revoked loaders</source>
        <comment>this computer</comment>
        <translation>{path} steht auf der Sperrliste dieses Computers</translation>
    </message>
    <message>
        <source>{path} is only a file on the disc: firmware reads loaders from FAT file systems, and there is none with it.</source>
        <comment>finding: loader-only-in-file-tree</comment>
        <translation>{path} ist nur eine Datei auf der CD: Die Firmware liest Startprogramme von FAT-Dateisystemen, und hier ist keines dabei.</translation>
    </message>
    <message>
        <source>{path} is there, but from a stick firmware only starts \EFI\BOOT.</source>
        <comment>finding: loader-not-at-fallback-path</comment>
        <translation>{path} ist da, aber von einem Stick startet die Firmware nur \EFI\BOOT.</translation>
    </message>
    <message>
        <source>{place} and swap</source>
        <comment>drive: what it holds</comment>
        <translation>{place} und Auslagerungsspeicher</translation>
    </message>
    <message>
        <source>{platform}, image in sector {sector}, load size {size}</source>
        <comment>evidence: said</comment>
        <translation>{platform}, Abbild in Sektor {sector}, Ladegröße {size}</translation>
    </message>
    <message>
        <source>{point} is in use, so it stays mounted.</source>
        <comment>error</comment>
        <translation>{point} wird benutzt und bleibt deshalb eingehängt.</translation>
    </message>
    <message>
        <source>{program} is not installed</source>
        <comment>added behind an image</comment>
        <translation>{program} ist nicht installiert</translation>
    </message>
    <message>
        <source>{program}: it can’t be started ({why}).</source>
        <comment>error</comment>
        <translation>{program}: kann nicht gestartet werden ({why}).</translation>
    </message>
    <message>
        <source>{program}: it ended with status {status}.</source>
        <comment>error</comment>
        <translation>{program}: endete mit Status {status}.</translation>
    </message>
    <message>
        <source>{program}: it took longer than {limit} seconds.</source>
        <comment>error</comment>
        <translation>{program}: hat länger als {limit} Sekunden gebraucht.</translation>
    </message>
    <message>
        <source>{program}: something ended it (signal {number}).</source>
        <comment>error</comment>
        <translation>{program}: Etwas hat es beendet (Signal {number}).</translation>
    </message>
    <message>
        <source>{size} bytes are too much to be dragged: {most} are the most.</source>
        <comment>error</comment>
        <translation>{size} Bytes sind zu viel zum Ziehen: höchstens {most} gehen.</translation>
    </message>
    <message>
        <source>{there} of {length} bytes are there</source>
        <comment>damage</comment>
        <translation>{there} von {length} Bytes sind da</translation>
    </message>
    <message>
        <source>{way}; {there}</source>
        <comment>evidence: said</comment>
        <translation>{way}; {there}</translation>
    </message>
    <message>
        <source>{what} at byte {place}: {why}.</source>
        <comment>damage</comment>
        <translation>{what} bei Byte {place}: {why}.</translation>
    </message>
    <message>
        <source>{what} at byte {place}: {why}.</source>
        <comment>error</comment>
        <translation>{what} bei Byte {place}: {why}.</translation>
    </message>
    <message>
        <source>{what} can’t be read. {damage}</source>
        <comment>finding: unreadable</comment>
        <translation>{what}: nicht lesbar. {damage}</translation>
    </message>
    <message>
        <source>{what} for {computers}</source>
        <comment>system</comment>
        <translation>{what} für {computers}</translation>
    </message>
    <message>
        <source>{what} was not looked at. {damage}</source>
        <comment>finding: not-looked-at</comment>
        <translation>{what}: nicht untersucht. {damage}</translation>
    </message>
    <message>
        <source>{who} vouches for {path}: with Secure Boot on, only a computer that was told to trust this key starts it.</source>
        <comment>finding: signer-unknown</comment>
        <translation>{who} bürgt für {path}: Ist Secure Boot an, dann startet das nur ein Computer, dem dieser Schlüssel als vertrauenswürdig genannt wurde.</translation>
    </message>
    <message>
        <source>{who}, which vouches for {path}, is revoked by an update of {date} that not every computer has; one that has it refuses this loader.</source>
        <comment>finding: signer-being-revoked</comment>
        <translation>{who} bürgt für {path} und ist durch ein Update von {date} gesperrt, das nicht jeder Computer hat; einer, der es hat, weist dieses Startprogramm zurück.</translation>
    </message>
    <message>
        <source>{why}, and there it can’t be taken up again</source>
        <comment>error: from the web</comment>
        <translation>{why}, und sie lässt sich dort nicht wieder aufnehmen</translation>
    </message>
    <message>
        <source>“{file}”, a disk image on it</source>
        <comment>drive: who uses it</comment>
        <translation>„{file}“, einem Laufwerksabbild darauf</translation>
    </message>
    <message>
        <source>“{name}”, with the contents of this VMDK disk, is not a file.</source>
        <comment>error: virtual disk</comment>
        <translation>„{name}“, mit dem Inhalt dieser VMDK-Festplatte, ist keine Datei.</translation>
    </message>
    <message>
        <source>“{path}” can’t be put on a stick: {why}.</source>
        <comment>error</comment>
        <translation>„{path}“ lässt sich nicht auf einen Stick bringen: {why}.</translation>
    </message>
    <message>
        <source>“{place}”, which needs other drives too</source>
        <comment>drive: who uses it</comment>
        <translation>„{place}“, das auch andere Laufwerke braucht</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>A program that is needed here failed</source>
        <comment>fail.tool</comment>
        <translation>Ein benötigtes Programm ist gescheitert</translation>
    </message>
    <message>
        <source>After that another drive may have the place of {drive}. Nothing was changed. Choose the drive anew.</source>
        <comment>drive.slept</comment>
        <translation>Danach kann ein anderes Laufwerk an der Stelle von {drive} sein. Nichts wurde verändert. Wählen Sie das Laufwerk neu.</translation>
    </message>
    <message>
        <source>Another drive now has its place. Nothing was changed. Choose again.</source>
        <comment>prep.changed</comment>
        <translation>An seiner Stelle ist jetzt ein anderes Laufwerk. Es wurde nichts verändert. Wählen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Checksum does not match</source>
        <comment>checksum.differs</comment>
        <translation>Die Prüfsumme stimmt nicht</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <comment>img.packed-many</comment>
        <translation>Wählen Sie eins.</translation>
    </message>
    <message>
        <source>In use by {blocker}</source>
        <comment>drive.busy</comment>
        <translation>Wird von {blocker} benutzt</translation>
    </message>
    <message>
        <source>It can’t be fetched</source>
        <comment>web.broken</comment>
        <translation>Es kann nicht geholt werden</translation>
    </message>
    <message>
        <source>It can’t be mounted</source>
        <comment>inside.mount</comment>
        <translation>Lässt sich nicht einhängen</translation>
    </message>
    <message>
        <source>It can’t be tried here</source>
        <comment>try.refused</comment>
        <translation>Hier lässt es sich nicht ausprobieren</translation>
    </message>
    <message>
        <source>It can’t be unpacked past {place}. Download it again.</source>
        <comment>img.packed-broken</comment>
        <translation>Hinter {place} lässt sie sich nicht entpacken. Laden Sie sie noch einmal herunter.</translation>
    </message>
    <message>
        <source>It goes on behind {place}. Get the image again.</source>
        <comment>fail.full</comment>
        <translation>Es geht hinter {place} weiter. Holen Sie das Abbild noch einmal.</translation>
    </message>
    <message>
        <source>It is being inspected again. Nothing was changed.</source>
        <comment>img.changed</comment>
        <translation>Sie wird noch einmal untersucht. Es wurde nichts verändert.</translation>
    </message>
    <message>
        <source>It stays mounted</source>
        <comment>inside.mount</comment>
        <translation>Bleibt eingehängt</translation>
    </message>
    <message>
        <source>It was moved or deleted, or its disk was unplugged.</source>
        <comment>img.gone</comment>
        <translation>Sie wurde verschoben oder gelöscht, oder ihr Datenträger wurde abgezogen.</translation>
    </message>
    <message>
        <source>Its own disk reports an error at {place}. Copy or download the image again.</source>
        <comment>fail.read</comment>
        <translation>Sein eigener Datenträger meldet einen Fehler bei {place}. Kopieren Sie das Abbild noch einmal, oder laden Sie es neu herunter.</translation>
    </message>
    <message>
        <source>Not started</source>
        <comment>plan.error</comment>
        <translation>Nicht begonnen</translation>
    </message>
    <message>
        <source>Not started: permission was not given</source>
        <comment>auth.denied</comment>
        <translation>Nicht begonnen: Die Berechtigung fehlt</translation>
    </message>
    <message>
        <source>Not started: the question for the password was closed</source>
        <comment>auth.closed</comment>
        <translation>Nicht begonnen: Die Frage nach dem Passwort wurde geschlossen</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <comment>stopped.early</comment>
        <translation>Es wurde nichts verändert.</translation>
    </message>
    <message>
        <source>Nothing was changed. Choose a drive.</source>
        <comment>drive.gone</comment>
        <translation>Es wurde nichts verändert. Wählen Sie ein Laufwerk.</translation>
    </message>
    <message>
        <source>Nothing was changed. Choose a larger drive.</source>
        <comment>drive.small</comment>
        <translation>Es wurde nichts verändert. Wählen Sie ein größeres Laufwerk.</translation>
    </message>
    <message>
        <source>Nothing was changed. Close it first.</source>
        <comment>drive.busy</comment>
        <translation>Es wurde nichts verändert. Schließen Sie das zuerst.</translation>
    </message>
    <message>
        <source>Nothing was changed. Copy the image to another disk first.</source>
        <comment>drive.source</comment>
        <translation>Es wurde nichts verändert. Kopieren Sie das Abbild zuerst auf einen anderen Datenträger.</translation>
    </message>
    <message>
        <source>Nothing was changed. Slide the small switch on the card, or use another drive.</source>
        <comment>drive.locked</comment>
        <translation>Es wurde nichts verändert. Schieben Sie den kleinen Schalter an der Karte um, oder nehmen Sie ein anderes Laufwerk.</translation>
    </message>
    <message>
        <source>Nothing was changed. Trying again may help.</source>
        <comment>fail.bug</comment>
        <translation>Es wurde nichts verändert. Vielleicht hilft ein neuer Versuch.</translation>
    </message>
    <message>
        <source>Nothing was changed. Writing to a drive needs your password or an administrator’s.</source>
        <comment>auth.denied</comment>
        <translation>Es wurde nichts verändert. Zum Schreiben auf ein Laufwerk ist Ihr Passwort oder das eines Administrators nötig.</translation>
    </message>
    <message>
        <source>Nothing was put back</source>
        <comment>undo.changed</comment>
        <translation>Nichts wurde zurückgeschrieben</translation>
    </message>
    <message>
        <source>Stopped</source>
        <comment>stopped.title</comment>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>The computer slept</source>
        <comment>drive.slept</comment>
        <translation>Der Computer hat geschlafen</translation>
    </message>
    <message>
        <source>The copy can’t be kept</source>
        <comment>web.keep</comment>
        <translation>Die Kopie kann nicht behalten werden</translation>
    </message>
    <message>
        <source>The drive can’t be used</source>
        <comment>drive.error</comment>
        <translation>Das Laufwerk ist nicht verwendbar</translation>
    </message>
    <message>
        <source>The drive does not hold the image</source>
        <comment>fail.compare</comment>
        <translation>Das Laufwerk enthält das Abbild nicht</translation>
    </message>
    <message>
        <source>The drive is not as the stopped write left it: something else wrote to it since, or it is another one. Nothing was changed.</source>
        <comment>undo.changed</comment>
        <translation>Das Laufwerk ist nicht so, wie der abgebrochene Schreibvorgang es hinterlassen hat: Etwas anderes hat seither darauf geschrieben, oder es ist ein anderes. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The drive is not as the test left it: something else wrote to it since, it is another one, or it is worn out. Nothing was changed.</source>
        <comment>undo.changed</comment>
        <translation>Das Laufwerk ist nicht so, wie der Test es hinterlassen hat: Etwas anderes hat seither darauf geschrieben, es ist ein anderes, oder es ist verschlissen. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The drive reports an error</source>
        <comment>fail.drive</comment>
        <translation>Das Laufwerk meldet einen Fehler</translation>
    </message>
    <message>
        <source>The file changed</source>
        <comment>img.changed</comment>
        <translation>Die Datei hat sich geändert</translation>
    </message>
    <message>
        <source>The file is gone</source>
        <comment>img.gone</comment>
        <translation>Die Datei ist weg</translation>
    </message>
    <message>
        <source>The file was renamed, deleted, replaced or resized</source>
        <comment>drive.gone.file</comment>
        <translation>Die Datei wurde umbenannt, gelöscht, ersetzt oder in der Größe geändert</translation>
    </message>
    <message>
        <source>The files can’t be put there</source>
        <comment>inside.folder</comment>
        <translation>Die Dateien können dort nicht abgelegt werden</translation>
    </message>
    <message>
        <source>The image can’t be read</source>
        <comment>fail.read</comment>
        <translation>Das Abbild kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>The image is larger than it said</source>
        <comment>fail.full</comment>
        <translation>Das Abbild ist größer als angegeben</translation>
    </message>
    <message>
        <source>The image is on this drive</source>
        <comment>drive.source</comment>
        <translation>Das Abbild liegt auf diesem Laufwerk</translation>
    </message>
    <message>
        <source>The image says it is {expected}, but the file ends at {found}. The download was cut short: get it again.</source>
        <comment>img.truncated</comment>
        <translation>Das Abbild gibt {expected} an, aber die Datei endet bei {found}. Der Download wurde abgebrochen: Laden Sie sie noch einmal herunter.</translation>
    </message>
    <message>
        <source>The packed file is damaged</source>
        <comment>img.packed-broken</comment>
        <translation>Die gepackte Datei ist beschädigt</translation>
    </message>
    <message>
        <source>The part of the desktop that shows password prompts is not running. Install and start a polkit agent, or use the command line with sudo.</source>
        <comment>auth.none</comment>
        <translation>Der Teil der Arbeitsumgebung, der nach Passwörtern fragt, läuft nicht. Installieren und starten Sie einen Polkit-Agenten, oder nehmen Sie die Befehlszeile mit sudo.</translation>
    </message>
    <message>
        <source>The program met something it did not expect</source>
        <comment>fail.bug</comment>
        <translation>Das Programm ist auf etwas Unerwartetes gestoßen</translation>
    </message>
    <message>
        <source>The system says: {why}.</source>
        <comment>fail.read.open</comment>
        <translation>Das System meldet: {why}.</translation>
    </message>
    <message>
        <source>There is not enough room in {folder}: this needs {need}, {have} are free. Make room there, or choose another folder.</source>
        <comment>inside.room</comment>
        <translation>In {folder} ist nicht genug Platz: Das braucht {need}, frei sind {have}. Schaffen Sie dort Platz, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>There is nothing to write.</source>
        <comment>img.empty</comment>
        <translation>Es gibt nichts zu schreiben.</translation>
    </message>
    <message>
        <source>This address is not asked</source>
        <comment>web.refused</comment>
        <translation>Diese Adresse wird nicht gefragt</translation>
    </message>
    <message numerus="yes">
        <source>This archive holds %n (image|images)</source>
        <comment>img.packed-many</comment>
        <translation>
            <numerusform>Dieses Archiv enthält %n Abbild</numerusform>
            <numerusform>Dieses Archiv enthält %n Abbilder</numerusform>
        </translation>
    </message>
    <message>
        <source>This computer can’t eject it for you</source>
        <comment>done.not-ejected</comment>
        <translation>Dieser Computer kann es nicht für Sie auswerfen</translation>
    </message>
    <message>
        <source>This computer can’t open drives for you</source>
        <comment>auth.no-service</comment>
        <translation>Dieser Computer kann keine Laufwerke für Sie öffnen</translation>
    </message>
    <message>
        <source>This desktop can’t ask for permission</source>
        <comment>auth.none</comment>
        <translation>Diese Arbeitsumgebung kann nicht nach der Berechtigung fragen</translation>
    </message>
    <message>
        <source>This drive can’t be written</source>
        <comment>plan.unsafe</comment>
        <translation>Auf dieses Laufwerk kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>This file is empty</source>
        <comment>img.empty</comment>
        <translation>Diese Datei ist leer</translation>
    </message>
    <message>
        <source>This file is not complete</source>
        <comment>img.truncated</comment>
        <translation>Diese Datei ist nicht vollständig</translation>
    </message>
    <message>
        <source>This image can’t be used</source>
        <comment>img.error</comment>
        <translation>Dieses Abbild ist nicht verwendbar</translation>
    </message>
    <message>
        <source>This image is damaged</source>
        <comment>img.corrupt</comment>
        <translation>Dieses Abbild ist beschädigt</translation>
    </message>
    <message>
        <source>This is not the drive you chose</source>
        <comment>prep.changed</comment>
        <translation>Das ist nicht das gewählte Laufwerk</translation>
    </message>
    <message>
        <source>Too small: the image needs {size}</source>
        <comment>drive.small</comment>
        <translation>Zu klein: Das Abbild braucht {size}</translation>
    </message>
    <message>
        <source>UDisks2, the service for that, is not running. Install the package udisks2, or use the command line with sudo.</source>
        <comment>auth.no-service</comment>
        <translation>UDisks2, der Dienst dafür, läuft nicht. Installieren Sie das Paket udisks2, oder nehmen Sie die Befehlszeile mit sudo.</translation>
    </message>
    <message>
        <source>What is on the drive is stored. You can take it out when its light no longer flickers.</source>
        <comment>done.not-ejected</comment>
        <translation>Was auf dem Laufwerk ist, ist gespeichert. Sie können es herausziehen, wenn sein Licht nicht mehr flackert.</translation>
    </message>
    <message>
        <source>What was on the drive is not kept any more. Nothing was changed.</source>
        <comment>undo.nothing</comment>
        <translation>Was auf dem Laufwerk war, ist nicht mehr aufbewahrt. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Write-protected: this drive does not allow writing</source>
        <comment>drive.locked</comment>
        <translation>Schreibgeschützt: Dieses Laufwerk lässt kein Schreiben zu</translation>
    </message>
    <message>
        <source>{drive} is in use</source>
        <comment>drive.busy</comment>
        <translation>{drive} wird gerade benutzt</translation>
    </message>
    <message>
        <source>{drive} was unplugged</source>
        <comment>drive.gone</comment>
        <translation>{drive} wurde abgezogen</translation>
    </message>
    <message>
        <source>{what} is damaged at {place}. Download it again.</source>
        <comment>img.corrupt</comment>
        <translation>{what}: beschädigt bei {place}. Laden Sie das Abbild noch einmal herunter.</translation>
    </message>
</context>
<context>
    <name>evidence</name>
    <message>
        <source>ARM computers</source>
        <comment>tile</comment>
        <translation>ARM-Computer</translation>
    </message>
    <message>
        <source>Boot files for ARM</source>
        <comment>evidence</comment>
        <translation>Startdateien für ARM</translation>
    </message>
    <message>
        <source>Boot files for {machine}</source>
        <comment>evidence</comment>
        <translation>Startdateien für {machine}</translation>
    </message>
    <message>
        <source>CD boot records</source>
        <comment>evidence</comment>
        <translation>Starteinträge für CDs</translation>
    </message>
    <message>
        <source>CDs, virtual PCs</source>
        <comment>evidence</comment>
        <translation>CDs, virtuelle PCs</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <comment>evidence</comment>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Firmware differs between makers. If a PC refuses to start from a drive that should boot, look for “USB boot” and “Secure Boot” in its set-up.</source>
        <comment>evidence</comment>
        <translation>Firmware ist je nach Hersteller verschieden. Startet ein PC nicht von einem Laufwerk, das starten sollte, dann sehen Sie in seinen Einstellungen nach „USB Boot“ und „Secure Boot“.</translation>
    </message>
    <message>
        <source>How do we know?</source>
        <comment>evidence.title</comment>
        <translation>Woher wissen wir das?</translation>
    </message>
    <message>
        <source>Name and version</source>
        <comment>evidence</comment>
        <translation>Name und Version</translation>
    </message>
    <message>
        <source>None was found.</source>
        <comment>evidence</comment>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Noticed</source>
        <comment>evidence: something about the image</comment>
        <translation>Aufgefallen</translation>
    </message>
    <message>
        <source>Older BIOS PCs</source>
        <comment>tile</comment>
        <translation>Ältere BIOS-PCs</translation>
    </message>
    <message>
        <source>Secure Boot</source>
        <comment>tile</comment>
        <translation>Secure Boot</translation>
    </message>
    <message>
        <source>Signed boot loader</source>
        <comment>evidence</comment>
        <translation>Signiertes Startprogramm</translation>
    </message>
    <message>
        <source>Start-up code in the first sector</source>
        <comment>evidence</comment>
        <translation>Startcode im ersten Sektor</translation>
    </message>
    <message>
        <source>This is what the image contains. It was only read, not started.</source>
        <comment>evidence</comment>
        <translation>Das enthält das Abbild. Es wurde nur gelesen, nicht gestartet.</translation>
    </message>
    <message>
        <source>UEFI PCs</source>
        <comment>tile</comment>
        <translation>UEFI-PCs</translation>
    </message>
    <message>
        <source>UEFI boot files</source>
        <comment>evidence</comment>
        <translation>UEFI-Startdateien</translation>
    </message>
    <message>
        <source>Volume label “{label}”</source>
        <comment>evidence</comment>
        <translation>Datenträgername „{label}“</translation>
    </message>
    <message>
        <source>the first does not start it: {why}</source>
        <comment>shim</comment>
        <translation>das erste startet es nicht: {why}</translation>
    </message>
    <message>
        <source>{path}: not signed</source>
        <comment>loader</comment>
        <translation>{path}: nicht signiert</translation>
    </message>
    <message>
        <source>{path}: signed by {who}</source>
        <comment>loader</comment>
        <translation>{path}: signiert von {who}</translation>
    </message>
    <message>
        <source>{path}: the signature does not hold</source>
        <comment>loader</comment>
        <translation>{path}: Signatur ungültig</translation>
    </message>
    <message>
        <source>{signed}, not on the list of revoked loaders of {date}</source>
        <comment>shim</comment>
        <translation>{signed}, nicht auf der Liste gesperrter Startprogramme vom {date}</translation>
    </message>
    <message>
        <source>{signed}, on the list of revoked loaders of {date}</source>
        <comment>shim</comment>
        <translation>{signed}, auf der Liste gesperrter Startprogramme vom {date}</translation>
    </message>
</context>
<context>
    <name>failure</name>
    <message numerus="yes">
        <source>%n (area differs|areas differ), {size} in all</source>
        <comment>fail.check</comment>
        <translation>
            <numerusform>%n Bereich weicht ab, insgesamt {size}</numerusform>
            <numerusform>%n Bereiche weichen ab, insgesamt {size}</numerusform>
        </translation>
    </message>
    <message>
        <source>After that another drive may have the place of {drive}, so nothing more was written. {half}</source>
        <comment>fail.slept</comment>
        <translation>Danach kann ein anderes Laufwerk an der Stelle von {drive} sein, darum wurde nichts mehr geschrieben. {half}</translation>
    </message>
    <message>
        <source>Choose another drive</source>
        <comment>fail.other</comment>
        <translation>Anderes Laufwerk wählen</translation>
    </message>
    <message>
        <source>Choose the drive anew and start again</source>
        <comment>fail.slept.anew</comment>
        <translation>Laufwerk neu wählen und noch einmal beginnen</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>fail.close</comment>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close {programs} that may be using the drive.</source>
        <comment>todo.changed</comment>
        <translation>Schließen Sie {programs}, die das Laufwerk benutzen könnten.</translation>
    </message>
    <message>
        <source>Computers write such things by themselves: {found}. No file of the image was changed.</source>
        <comment>drift</comment>
        <translation>So etwas schreiben Computer von sich aus: {found}. Keine Datei des Abbilds wurde verändert.</translation>
    </message>
    <message>
        <source>Details</source>
        <comment>fail.details</comment>
        <translation>Details</translation>
    </message>
    <message numerus="yes">
        <source>Differs in %n (place|places)</source>
        <comment>compare</comment>
        <translation>
            <numerusform>Unterscheidet sich an %n Stelle</numerusform>
            <numerusform>Unterscheidet sich an %n Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Differs only where a started system writes by itself</source>
        <comment>drift</comment>
        <translation>Anders nur dort, wo ein gestartetes System von selbst schreibt</translation>
    </message>
    <message>
        <source>Don’t trust what is on {drive}.</source>
        <comment>fail.distrust</comment>
        <translation>Verlassen Sie sich nicht auf den Inhalt von {drive}.</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>screen reader</comment>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>First at {place} (sector {sector}). It may hold another image, or have been changed since.</source>
        <comment>compare</comment>
        <translation>Zuerst bei {place} (Sektor {sector}). Vielleicht ist ein anderes Abbild darauf, oder es wurde seitdem geändert.</translation>
    </message>
    <message>
        <source>It did not confirm that it stored everything. It is worn out, or the connection is bad. {half}</source>
        <comment>fail.sync</comment>
        <translation>Es hat nicht bestätigt, dass alles gespeichert ist. Es ist verschlissen, oder die Verbindung ist schlecht. {half}</translation>
    </message>
    <message>
        <source>It reports an error at {place}. It is worn out, or the connection is bad. {half}</source>
        <comment>fail.write</comment>
        <translation>Es meldet einen Fehler bei {place}. Es ist verschlissen, oder die Verbindung ist schlecht. {half}</translation>
    </message>
    <message>
        <source>It seems to keep only about {size}.</source>
        <comment>fail.fake</comment>
        <translation>Es scheint nur etwa {size} zu behalten.</translation>
    </message>
    <message>
        <source>It takes no data from {place} on.</source>
        <comment>fail.readonly</comment>
        <translation>Ab {place} nimmt es keine Daten mehr an.</translation>
    </message>
    <message>
        <source>Make normal again…</source>
        <comment>stopped.normal</comment>
        <translation>Wieder normal machen…</translation>
    </message>
    <message>
        <source>Many sticks turn read-only for good when they are worn out. It is not ready for files, and will not be: use another.</source>
        <comment>format.half</comment>
        <translation>Viele Sticks lassen sich für immer nur noch lesen, wenn sie verschlissen sind. Es ist nicht bereit für Dateien und wird es nicht mehr: Nehmen Sie ein anderes.</translation>
    </message>
    <message>
        <source>Many sticks turn read-only for good when they are worn out. What is on it can still be read, but it will not boot.</source>
        <comment>fail.readonly</comment>
        <translation>Viele Sticks lassen sich für immer nur noch lesen, wenn sie verschlissen sind. Der Inhalt ist noch lesbar, aber er startet nicht.</translation>
    </message>
    <message>
        <source>Nothing on {drive} was changed.</source>
        <comment>compare</comment>
        <translation>Auf {drive} wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Plug it in and choose it again</source>
        <comment>fail.unplug.back</comment>
        <translation>Stecken Sie es ein, und wählen Sie es noch einmal</translation>
    </message>
    <message>
        <source>Plug {drive} back in to start again</source>
        <comment>fail.unplug.back</comment>
        <translation>Stecken Sie {drive} wieder ein, um neu zu beginnen</translation>
    </message>
    <message>
        <source>Put back…</source>
        <comment>undo.title</comment>
        <translation>Zurückschreiben…</translation>
    </message>
    <message>
        <source>Reading back found different bytes, first at {place} (sector {sector}). Don’t keep anything on it that matters.</source>
        <comment>format.check</comment>
        <translation>Beim Zurücklesen kamen andere Bytes, zuerst bei {place} (Sektor {sector}). Bewahren Sie nichts Wichtiges darauf auf.</translation>
    </message>
    <message>
        <source>Reading back found different bytes, first at {place} (sector {sector}). Don’t use this drive to install anything.</source>
        <comment>fail.check</comment>
        <translation>Beim Zurücklesen fanden sich andere Bytes, zuerst bei {place} (Sektor {sector}). Installieren Sie von diesem Laufwerk nichts.</translation>
    </message>
    <message>
        <source>Save a report…</source>
        <comment>fail.report</comment>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <comment>fail.report</comment>
        <translation>Gespeichert als {name}.</translation>
    </message>
    <message>
        <source>Something else changed the drive meanwhile.</source>
        <comment>fail.changed</comment>
        <translation>Etwas anderes hat das Laufwerk inzwischen verändert.</translation>
    </message>
    <message>
        <source>Stickwright knows it by its serial number and will not pick another drive by itself. If you did not unplug it, the port or cable may be loose: try another one.</source>
        <comment>fail.unplug.back</comment>
        <translation>Stickwright erkennt es an seiner Seriennummer und nimmt von selbst kein anderes Laufwerk. Wenn Sie es nicht abgezogen haben, sind vielleicht Anschluss oder Kabel locker: Nehmen Sie andere.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <comment>stopped.title</comment>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Test the drive</source>
        <comment>todo.test</comment>
        <translation>Testen Sie das Laufwerk</translation>
    </message>
    <message>
        <source>Test this drive…</source>
        <comment>todo.test</comment>
        <translation>Laufwerk testen…</translation>
    </message>
    <message>
        <source>The computer slept</source>
        <comment>fail.slept</comment>
        <translation>Der Computer hat geschlafen</translation>
    </message>
    <message>
        <source>The computer slept meanwhile.</source>
        <comment>fail.sleep</comment>
        <translation>Der Computer war zwischendurch im Ruhezustand.</translation>
    </message>
    <message>
        <source>The connection is unreliable.</source>
        <comment>fail.connection</comment>
        <translation>Die Verbindung ist unzuverlässig.</translation>
    </message>
    <message>
        <source>The disk that the file {file} is on has no room left. {half} Make room, or make a virtual stick on another disk.</source>
        <comment>fail.full</comment>
        <translation>Auf dem Laufwerk mit der Datei {file} ist kein Platz mehr. {half} Schaffen Sie Platz, oder legen Sie einen virtuellen Stick auf einem anderen Laufwerk an.</translation>
    </message>
    <message>
        <source>The disk under the virtual stick is full</source>
        <comment>fail.full</comment>
        <translation>Das Laufwerk unter dem virtuellen Stick ist voll</translation>
    </message>
    <message>
        <source>The drive can’t be read back</source>
        <comment>fail.readback</comment>
        <translation>Das Laufwerk lässt sich nicht zurücklesen</translation>
    </message>
    <message>
        <source>The drive did not keep what was written</source>
        <comment>fail.check</comment>
        <translation>Das Laufwerk hat nicht behalten, was geschrieben wurde</translation>
    </message>
    <message>
        <source>The drive has locked itself</source>
        <comment>fail.readonly</comment>
        <translation>Das Laufwerk hat sich gesperrt</translation>
    </message>
    <message>
        <source>The drive holds a mixture and will not boot. Write again.</source>
        <comment>fail.mixture</comment>
        <translation>Das Laufwerk enthält ein Gemisch und startet nicht. Schreiben Sie noch einmal.</translation>
    </message>
    <message>
        <source>The drive is wearing out.</source>
        <comment>fail.worn</comment>
        <translation>Das Laufwerk verschleißt.</translation>
    </message>
    <message>
        <source>The drive refuses to be written</source>
        <comment>fail.write</comment>
        <translation>Das Laufwerk lässt sich nicht beschreiben</translation>
    </message>
    <message>
        <source>The drive was unplugged</source>
        <comment>fail.unplug</comment>
        <translation>Das Laufwerk wurde abgezogen</translation>
    </message>
    <message>
        <source>The first wrong place is in partition {number}, in no file that is known.</source>
        <comment>fail.check.file</comment>
        <translation>Die erste falsche Stelle liegt in Partition {number}, in keiner bekannten Datei.</translation>
    </message>
    <message>
        <source>The first wrong place is in partition {number}, inside the file {file}.</source>
        <comment>fail.check.file</comment>
        <translation>Die erste falsche Stelle liegt in Partition {number}, in der Datei {file}.</translation>
    </message>
    <message>
        <source>The first wrong place is inside the file {file}.</source>
        <comment>fail.check.file</comment>
        <translation>Die erste falsche Stelle liegt in der Datei {file}.</translation>
    </message>
    <message>
        <source>The image changed while it was written</source>
        <comment>fail.sourcechange</comment>
        <translation>Das Abbild hat sich beim Schreiben geändert</translation>
    </message>
    <message>
        <source>The list of drives has just changed. Look again.</source>
        <comment>confirm.changed</comment>
        <translation>Die Liste der Laufwerke hat sich gerade geändert. Sehen Sie noch einmal hin.</translation>
    </message>
    <message>
        <source>The writing part stopped unexpectedly</source>
        <comment>fail.helper</comment>
        <translation>Der schreibende Teil hat unerwartet aufgehört</translation>
    </message>
    <message>
        <source>This drive has no serial number, so Stickwright can’t know it again. If you did not unplug it, the port or cable may be loose: try another one.</source>
        <comment>fail.unplug.back</comment>
        <translation>Dieses Laufwerk hat keine Seriennummer, deshalb kann Stickwright es nicht wiedererkennen. Wenn Sie es nicht abgezogen haben, sind vielleicht Anschluss oder Kabel locker: Nehmen Sie andere.</translation>
    </message>
    <message>
        <source>To be sure, try again. If the {place} fails, take it back to where you bought it.</source>
        <comment>todo.fake</comment>
        <translation>Versuchen Sie es zur Sicherheit noch einmal. Scheitert {place}, dann geben Sie es dort zurück, wo Sie es gekauft haben.</translation>
    </message>
    <message>
        <source>To be sure, write again. If the {place} fails, take it back to where you bought it.</source>
        <comment>todo.fake</comment>
        <translation>Schreiben Sie zur Sicherheit noch einmal. Scheitert {place}, dann geben Sie es dort zurück, wo Sie es gekauft haben.</translation>
    </message>
    <message>
        <source>Try again. If the {place} fails, the drive is wearing out or is fake.</source>
        <comment>todo.again</comment>
        <translation>Versuchen Sie es noch einmal. Scheitert {place}, dann verschleißt das Laufwerk oder ist gefälscht.</translation>
    </message>
    <message>
        <source>Try again. The drive itself need not be the cause.</source>
        <comment>todo.changed</comment>
        <translation>Versuchen Sie es noch einmal. Das Laufwerk selbst muss nicht die Ursache sein.</translation>
    </message>
    <message>
        <source>Try again…</source>
        <comment>fail.again</comment>
        <translation>Noch einmal versuchen…</translation>
    </message>
    <message>
        <source>Try {port}, straight on the computer, without a hub or cable.</source>
        <comment>todo.port</comment>
        <translation>Versuchen Sie {port}, direkt am Computer, ohne Hub oder Kabel.</translation>
    </message>
    <message>
        <source>Use {drive}. Some are sold as larger than they are, and lose what is written to the rest.</source>
        <comment>todo.fake</comment>
        <translation>Nehmen Sie {drive}. Manche werden größer verkauft, als sie sind, und verlieren, was in den Rest geschrieben wird.</translation>
    </message>
    <message>
        <source>What is plugged in while a computer sleeps can’t be told from what was there before, if it is of the same kind. Look whether it still is {drive}.</source>
        <comment>fail.slept.anew</comment>
        <translation>Was angesteckt wird, während ein Computer schläft, lässt sich nicht von dem unterscheiden, was vorher da war, wenn es von derselben Art ist. Sehen Sie nach, ob es noch {drive} ist.</translation>
    </message>
    <message>
        <source>What to do</source>
        <comment>todo.title</comment>
        <translation>Was jetzt hilft</translation>
    </message>
    <message>
        <source>What was fetched differs from what its makers published. {half}</source>
        <comment>checksum.differs</comment>
        <translation>Was geholt wurde, ist nicht das, was die Hersteller veröffentlicht haben. {half}</translation>
    </message>
    <message>
        <source>Write again. If the {place} fails, the drive is wearing out or is fake.</source>
        <comment>todo.again</comment>
        <translation>Schreiben Sie noch einmal. Scheitert {place}, dann verschleißt das Laufwerk oder ist gefälscht.</translation>
    </message>
    <message>
        <source>Write again. The drive itself need not be the cause.</source>
        <comment>todo.changed</comment>
        <translation>Schreiben Sie noch einmal. Das Laufwerk selbst muss nicht die Ursache sein.</translation>
    </message>
    <message>
        <source>Write again…</source>
        <comment>fail.again</comment>
        <translation>Noch einmal schreiben…</translation>
    </message>
    <message>
        <source>added files</source>
        <comment>drift</comment>
        <translation>hinzugefügte Dateien</translation>
    </message>
    <message>
        <source>an added partition</source>
        <comment>drift</comment>
        <translation>eine hinzugefügte Partition</translation>
    </message>
    <message>
        <source>another USB port</source>
        <comment>todo.port</comment>
        <translation>einen anderen USB-Anschluss</translation>
    </message>
    <message>
        <source>another drive</source>
        <comment>todo.fake</comment>
        <translation>ein anderes Laufwerk</translation>
    </message>
    <message>
        <source>drive removed here</source>
        <comment>map</comment>
        <translation>hier abgezogen</translation>
    </message>
    <message>
        <source>error here</source>
        <comment>map</comment>
        <translation>hier ein Fehler</translation>
    </message>
    <message>
        <source>first difference</source>
        <comment>map</comment>
        <translation>erster Unterschied</translation>
    </message>
    <message>
        <source>notes of having been opened</source>
        <comment>drift</comment>
        <translation>Vermerke, dass es geöffnet wurde</translation>
    </message>
    <message>
        <source>other programs</source>
        <comment>todo.changed</comment>
        <translation>andere Programme</translation>
    </message>
    <message>
        <source>same place</source>
        <comment>todo.again</comment>
        <translation>dieselbe Stelle</translation>
    </message>
    <message>
        <source>stopped here</source>
        <comment>map</comment>
        <translation>hier abgebrochen</translation>
    </message>
    <message>
        <source>the number that Windows gives a disk</source>
        <comment>drift</comment>
        <translation>die Nummer, die Windows einem Datenträger gibt</translation>
    </message>
    <message>
        <source>the place of the partition table’s copy</source>
        <comment>drift</comment>
        <translation>der Ort der Kopie der Partitionstabelle</translation>
    </message>
    <message>
        <source>what lies where no file is</source>
        <comment>drift</comment>
        <translation>was dort liegt, wo keine Datei ist</translation>
    </message>
    <message>
        <source>{drive} holds half an image and will not boot.</source>
        <comment>fail.half</comment>
        <translation>{drive} enthält ein halbes Abbild und startet nicht.</translation>
    </message>
    <message>
        <source>{drive} is not connected.</source>
        <comment>fail.again</comment>
        <translation>{drive} ist nicht angeschlossen.</translation>
    </message>
    <message>
        <source>{drive} is not ready for files: do it again, or use another.</source>
        <comment>format.half</comment>
        <translation>{drive} ist nicht bereit für Dateien: noch einmal versuchen oder ein anderes nehmen.</translation>
    </message>
    <message>
        <source>{drive} may be put back only in part. You can go on with it.</source>
        <comment>fail.undo</comment>
        <translation>{drive} ist vielleicht nur zum Teil zurückgeschrieben. Sie können damit weitermachen.</translation>
    </message>
    <message>
        <source>{drive} went away after {done}. It holds half an image and will not boot.</source>
        <comment>fail.unplug</comment>
        <translation>{drive} war nach {done} weg. Es enthält ein halbes Abbild und startet nicht.</translation>
    </message>
    <message>
        <source>{drive} went away before it was finished. Don’t trust what is on it.</source>
        <comment>fail.unplug.late</comment>
        <translation>{drive} war weg, bevor es fertig war. Verlassen Sie sich nicht auf den Inhalt.</translation>
    </message>
    <message>
        <source>{half} Its old contents are gone.</source>
        <comment>format.half</comment>
        <translation>{half} Der alte Inhalt ist verloren.</translation>
    </message>
    <message>
        <source>{half} Its old contents are gone. You can write to it again at any time.</source>
        <comment>stopped.title</comment>
        <translation>{half} Der alte Inhalt ist verloren. Sie können jederzeit neu darauf schreiben.</translation>
    </message>
    <message>
        <source>{half} Only its start was overwritten: its old contents can mostly be put back.</source>
        <comment>stopped.early</comment>
        <translation>{half} Nur sein Anfang wurde überschrieben: Sein alter Inhalt kann größtenteils zurückgeschrieben werden.</translation>
    </message>
    <message>
        <source>{half} Save a report, then try again.</source>
        <comment>format.half</comment>
        <translation>{half} Speichern Sie einen Bericht, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>{half} Save a report, then write again.</source>
        <comment>fail.helper</comment>
        <translation>{half} Speichern Sie einen Bericht, und schreiben Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>{half} Write again.</source>
        <comment>fail.mixture</comment>
        <translation>{half} Schreiben Sie noch einmal.</translation>
    </message>
    <message>
        <source>{name} can’t be saved: {why}.</source>
        <comment>fail.report</comment>
        <translation>{name} kann nicht gespeichert werden: {why}.</translation>
    </message>
    <message>
        <source>{test} to find out how much of it really works.</source>
        <comment>todo.test</comment>
        <translation>{test}, um zu erfahren, wie viel davon wirklich funktioniert.</translation>
    </message>
</context>
<context>
    <name>flatpak</name>
    <message>
        <source>A Flatpak can’t use the programs of this computer; Stickwright’s other packages can.</source>
        <comment>error: in a sandbox</comment>
        <translation>Ein Flatpak kann die Programme dieses Computers nicht benutzen, Stickwrights andere Pakete können es.</translation>
    </message>
    <message>
        <source>As a Flatpak, Stickwright has no way to the web. Download the image with your browser, then drop it here. Stickwright’s other packages can write it straight from the web.</source>
        <comment>flatpak</comment>
        <translation>Als Flatpak kommt Stickwright nicht ins Web. Laden Sie das Abbild mit dem Browser herunter, und legen Sie es dann hier ab. Stickwrights andere Pakete können es direkt aus dem Web schreiben.</translation>
    </message>
    <message>
        <source>It would be started by QEMU, and a Flatpak can’t use the programs of this computer. Stickwright’s other packages can.</source>
        <comment>flatpak</comment>
        <translation>Dafür braucht es QEMU, und ein Flatpak kann die Programme dieses Computers nicht benutzen. Stickwrights andere Pakete können es.</translation>
    </message>
    <message>
        <source>No virtual machine, as a Flatpak</source>
        <comment>flatpak</comment>
        <translation>Als Flatpak keine virtuelle Maschine</translation>
    </message>
    <message>
        <source>Not from the web, as a Flatpak</source>
        <comment>flatpak</comment>
        <translation>Als Flatpak nicht aus dem Web</translation>
    </message>
    <message>
        <source>Not known as a Flatpak</source>
        <comment>tile.here</comment>
        <translation>Als Flatpak nicht bekannt</translation>
    </message>
</context>
<context>
    <name>format</name>
    <message>
        <source>All of it is read back after it was written.</source>
        <comment>format.options</comment>
        <translation>Alles Geschriebene wird zurückgelesen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>confirm.cancel</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Change name…</source>
        <comment>format.name</comment>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>options</comment>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Erase and format</source>
        <comment>format.confirm</comment>
        <translation>Löschen und formatieren</translation>
    </message>
    <message>
        <source>Erased quickly</source>
        <comment>format.overwrite</comment>
        <translation>Schnell gelöscht</translation>
    </message>
    <message>
        <source>Every byte is written: old files can’t be found again.</source>
        <comment>format.overwrite</comment>
        <translation>Jedes Byte wird geschrieben: Alte Dateien sind nicht mehr zu finden.</translation>
    </message>
    <message>
        <source>File managers show this name.</source>
        <comment>format.name</comment>
        <translation>Dateiverwaltungen zeigen diesen Namen.</translation>
    </message>
    <message>
        <source>For Linux (ext4)</source>
        <comment>format.kind</comment>
        <translation>Für Linux (ext4)</translation>
    </message>
    <message>
        <source>For Windows (NTFS)</source>
        <comment>format.kind</comment>
        <translation>Für Windows (NTFS)</translation>
    </message>
    <message>
        <source>For everything (exFAT)</source>
        <comment>format.kind</comment>
        <translation>Für alles (exFAT)</translation>
    </message>
    <message>
        <source>For old devices (FAT32)</source>
        <comment>format.kind</comment>
        <translation>Für alte Geräte (FAT32)</translation>
    </message>
    <message>
        <source>Format a drive</source>
        <comment>format.title</comment>
        <translation>Laufwerk formatieren</translation>
    </message>
    <message>
        <source>Format {drive}</source>
        <comment>screen reader</comment>
        <translation>{drive} formatieren</translation>
    </message>
    <message>
        <source>Format…</source>
        <comment>bar.write</comment>
        <translation>Formatieren…</translation>
    </message>
    <message>
        <source>It gets {made}.</source>
        <comment>format.confirm</comment>
        <translation>Es erhält {made}.</translation>
    </message>
    <message>
        <source>Keeps owners and rights; Windows does not read it.</source>
        <comment>format.kind</comment>
        <translation>Bewahrt Eigentümer und Rechte; Windows liest es nicht.</translation>
    </message>
    <message>
        <source>Keeps the rights of Windows; few other devices write it.</source>
        <comment>format.kind</comment>
        <translation>Behält die Rechte von Windows; wenige andere Geräte schreiben darauf.</translation>
    </message>
    <message>
        <source>Name of the drive</source>
        <comment>screen reader</comment>
        <translation>Name des Laufwerks</translation>
    </message>
    <message>
        <source>Old files may still be found with programs for that.</source>
        <comment>format.overwrite</comment>
        <translation>Mit Programmen dafür sind alte Dateien noch zu finden.</translation>
    </message>
    <message>
        <source>One empty partition over the whole drive</source>
        <comment>format.lead</comment>
        <translation>Eine leere Partition auf dem ganzen Laufwerk</translation>
    </message>
    <message>
        <source>Options</source>
        <comment>mode.options</comment>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Options: for what, and how thoroughly</source>
        <comment>screen reader</comment>
        <translation>Optionen: wofür und wie gründlich</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <comment>format.overwrite</comment>
        <translation>Überschreiben</translation>
    </message>
    <message>
        <source>Overwritten</source>
        <comment>format.overwrite</comment>
        <translation>Überschrieben</translation>
    </message>
    <message>
        <source>Quick</source>
        <comment>format.overwrite</comment>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Read everywhere; no file may be larger than 4 GB.</source>
        <comment>format.kind</comment>
        <translation>Wird überall gelesen; keine Datei darf größer als 4 GB sein.</translation>
    </message>
    <message>
        <source>Ready for files</source>
        <comment>format.heading</comment>
        <translation>Bereit für Dateien</translation>
    </message>
    <message>
        <source>Use this name</source>
        <comment>options.account</comment>
        <translation>Diesen Namen nehmen</translation>
    </message>
    <message>
        <source>What is on the drive now is erased, old RAID and ZFS labels with it.</source>
        <comment>format.lead</comment>
        <translation>Was jetzt auf dem Laufwerk ist, wird gelöscht, auch alte RAID- und ZFS-Kennungen.</translation>
    </message>
    <message>
        <source>What shall the drive be called?</source>
        <comment>format.name</comment>
        <translation>Wie soll das Laufwerk heißen?</translation>
    </message>
    <message>
        <source>What the drive is for</source>
        <comment>format.kind</comment>
        <translation>Wofür das Laufwerk ist</translation>
    </message>
    <message>
        <source>What was on it</source>
        <comment>format.overwrite</comment>
        <translation>Was darauf war</translation>
    </message>
    <message>
        <source>Windows, macOS, Linux, cameras and televisions read it.</source>
        <comment>format.kind</comment>
        <translation>Windows, macOS, Linux, Kameras und Fernseher lesen es.</translation>
    </message>
    <message>
        <source>an empty {kind} named “{name}”</source>
        <comment>format: in a sentence</comment>
        <translation>ein leeres {kind} namens „{name}“</translation>
    </message>
    <message>
        <source>{kind}. A program that makes exFAT is missing. {how}</source>
        <comment>format.kind</comment>
        <translation>{kind}. Ein Programm, das exFAT anlegt, fehlt. {how}</translation>
    </message>
</context>
<context>
    <name>image card</name>
    <message>
        <source>And behind it: {added}</source>
        <comment>mode.more</comment>
        <translation>Und dahinter: {added}</translation>
    </message>
    <message>
        <source>And in its first partition: {added}</source>
        <comment>mode.more</comment>
        <translation>Und in seiner ersten Partition: {added}</translation>
    </message>
    <message>
        <source>Change…</source>
        <comment>img.change</comment>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Choose another image file</source>
        <comment>screen reader</comment>
        <translation>Andere Abbilddatei wählen</translation>
    </message>
    <message>
        <source>Choose one…</source>
        <comment>img.packed-many</comment>
        <translation>Eins wählen…</translation>
    </message>
    <message>
        <source>Disc image</source>
        <comment>img.kind</comment>
        <translation>CD-Abbild</translation>
    </message>
    <message>
        <source>Disk image</source>
        <comment>img.kind</comment>
        <translation>Laufwerksabbild</translation>
    </message>
    <message>
        <source>Exact copy</source>
        <comment>mode.exact</comment>
        <translation>Exakte Kopie</translation>
    </message>
    <message numerus="yes">
        <source>Formats the drive and copies %n (file|files)</source>
        <comment>mode.windows</comment>
        <translation>
            <numerusform>Formatiert das Laufwerk und kopiert %n Datei</numerusform>
            <numerusform>Formatiert das Laufwerk und kopiert %n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>How do we know?</source>
        <comment>evidence.title</comment>
        <translation>Woher wissen wir das?</translation>
    </message>
    <message>
        <source>Image</source>
        <comment>heading</comment>
        <translation>Abbild</translation>
    </message>
    <message>
        <source>Image: {title}</source>
        <comment>screen reader</comment>
        <translation>Abbild: {title}</translation>
    </message>
    <message>
        <source>Look inside</source>
        <comment>img.inside</comment>
        <translation>Hineinsehen</translation>
    </message>
    <message>
        <source>Options</source>
        <comment>mode.options</comment>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Options: the rest of the stick</source>
        <comment>screen reader</comment>
        <translation>Optionen: der Rest des Sticks</translation>
    </message>
    <message>
        <source>Reading the image…</source>
        <comment>img.reading</comment>
        <translation>Das Abbild wird gelesen…</translation>
    </message>
    <message>
        <source>Sector by sector, and not read back</source>
        <comment>mode.exact</comment>
        <translation>Sektor für Sektor, ohne Zurücklesen</translation>
    </message>
    <message>
        <source>Sector by sector, then read back and compared</source>
        <comment>mode.exact</comment>
        <translation>Sektor für Sektor, dann zurückgelesen und verglichen</translation>
    </message>
    <message>
        <source>Setup is answered: {answers}</source>
        <comment>mode.answers</comment>
        <translation>Setup bekommt Antworten: {answers}</translation>
    </message>
    <message>
        <source>Size known only after unpacking</source>
        <comment>img.packed-unknown</comment>
        <translation>Größe erst nach dem Entpacken bekannt</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>img.reading</comment>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>The disk inside the file ({kind}), {size} on the drive</source>
        <comment>mode.disk</comment>
        <translation>Die Platte in der Datei ({kind}), {size} auf dem Laufwerk</translation>
    </message>
    <message>
        <source>Time left is an estimate until then.</source>
        <comment>img.packed-unknown</comment>
        <translation>Bis dahin ist die Restzeit geschätzt.</translation>
    </message>
    <message>
        <source>Try it in a virtual machine</source>
        <comment>screen reader</comment>
        <translation>In einer virtuellen Maschine ausprobieren</translation>
    </message>
    <message>
        <source>Unpack and copy</source>
        <comment>mode.unpack</comment>
        <translation>Entpacken und kopieren</translation>
    </message>
    <message>
        <source>Unpacked while writing</source>
        <comment>mode.unpack</comment>
        <translation>Wird beim Schreiben entpackt</translation>
    </message>
    <message>
        <source>Unpacked while writing, {size} on the drive</source>
        <comment>mode.unpack</comment>
        <translation>Wird beim Schreiben entpackt, {size} auf dem Laufwerk</translation>
    </message>
    <message>
        <source>Virtual disk</source>
        <comment>mode.disk</comment>
        <translation>Virtuelle Platte</translation>
    </message>
    <message>
        <source>Virtual machine…</source>
        <comment>img.try</comment>
        <translation>Virtuelle Maschine…</translation>
    </message>
    <message>
        <source>Windows mode</source>
        <comment>mode.windows</comment>
        <translation>Windows-Modus</translation>
    </message>
    <message>
        <source>Windows options</source>
        <comment>screen reader</comment>
        <translation>Windows-Optionen</translation>
    </message>
    <message>
        <source>Would write fine, but the drive would not boot</source>
        <comment>mode.no-boot</comment>
        <translation>Ließe sich schreiben, aber das Laufwerk würde nicht starten</translation>
    </message>
    <message>
        <source>in {folder}</source>
        <comment>img.reading: in Downloads</comment>
        <translation>in {folder}</translation>
    </message>
    <message>
        <source>{member} in {archive}</source>
        <comment>img.packed-many</comment>
        <translation>{member} in {archive}</translation>
    </message>
</context>
<context>
    <name>inside</name>
    <message numerus="yes">
        <source>%n (entry is|entries are) marked.</source>
        <comment>inside.bar</comment>
        <translation>
            <numerusform>%n Eintrag ist markiert.</numerusform>
            <numerusform>%n Einträge sind markiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n (entry|entries) found.</source>
        <comment>inside.search</comment>
        <translation>
            <numerusform>%n Eintrag gefunden.</numerusform>
            <numerusform>%n Einträge gefunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n (file|files), {size}, taken out into {folder}.</source>
        <comment>inside</comment>
        <translation>
            <numerusform>%n Datei, {size}, herausgeholt nach {folder}.</numerusform>
            <numerusform>%n Dateien, {size}, herausgeholt nach {folder}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out.</source>
        <comment>inside.take</comment>
        <translation>
            <numerusform>%n ausgelassen.</numerusform>
            <numerusform>%n ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>confirm.cancel</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Changed</source>
        <comment>inside.column: when a file was changed</comment>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <comment>fail.details</comment>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Counting…</source>
        <comment>inside.take</comment>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <source>Details</source>
        <comment>inside.take</comment>
        <translation>Details</translation>
    </message>
    <message>
        <source>Files of the image</source>
        <comment>screen reader</comment>
        <translation>Dateien des Abbilds</translation>
    </message>
    <message>
        <source>Folder</source>
        <comment>screen reader</comment>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Getting them ready: {done}</source>
        <comment>inside.drag</comment>
        <translation>Wird bereitgelegt: {done}</translation>
    </message>
    <message>
        <source>It is packed: unpack it first.</source>
        <comment>inside.mount</comment>
        <translation>Es ist gepackt: packen Sie es erst aus.</translation>
    </message>
    <message>
        <source>Links and devices are never made; names are made to fit.</source>
        <comment>inside.left</comment>
        <translation>Verknüpfungen und Geräte werden nie angelegt; Namen werden passend gemacht.</translation>
    </message>
    <message>
        <source>Looking inside…</source>
        <comment>inside.reading</comment>
        <translation>Wird geöffnet…</translation>
    </message>
    <message>
        <source>More than {count} entries are marked: mark their folder instead.</source>
        <comment>inside.bar</comment>
        <translation>Mehr als {count} Einträge sind markiert: Markieren Sie stattdessen ihren Ordner.</translation>
    </message>
    <message>
        <source>Mount</source>
        <comment>inside.mount</comment>
        <translation>Einhängen</translation>
    </message>
    <message>
        <source>Mount anyway</source>
        <comment>inside.mount</comment>
        <translation>Trotzdem einhängen</translation>
    </message>
    <message>
        <source>Mount it all the same?</source>
        <comment>inside.mount</comment>
        <translation>Trotzdem einhängen?</translation>
    </message>
    <message>
        <source>Mount the image, read-only</source>
        <comment>screen reader</comment>
        <translation>Das Abbild einhängen, nur lesbar</translation>
    </message>
    <message>
        <source>Mounted, read-only: {places}</source>
        <comment>inside.mount</comment>
        <translation>Eingehängt, nur lesbar: {places}</translation>
    </message>
    <message>
        <source>Mounting…</source>
        <comment>inside.mount</comment>
        <translation>Wird eingehängt…</translation>
    </message>
    <message>
        <source>Name</source>
        <comment>inside.column</comment>
        <translation>Name</translation>
    </message>
    <message>
        <source>Not all of the files could be searched.</source>
        <comment>inside.search</comment>
        <translation>Nicht alle Dateien konnten durchsucht werden.</translation>
    </message>
    <message>
        <source>Nothing has that in its name.</source>
        <comment>inside.search</comment>
        <translation>Nichts hat das in seinem Namen.</translation>
    </message>
    <message>
        <source>Nothing is mounted by this program.</source>
        <comment>inside.mounts</comment>
        <translation>Dieses Programm hat nichts eingehängt.</translation>
    </message>
    <message>
        <source>Nothing is written by looking.</source>
        <comment>inside.bar</comment>
        <translation>Hineinsehen schreibt nichts.</translation>
    </message>
    <message>
        <source>Of images, read-only. It stays until it is unmounted, or the computer starts anew.</source>
        <comment>inside.mounts</comment>
        <translation>Aus Abbildern, nur lesbar. Es bleibt, bis es ausgehängt wird oder der Computer neu startet.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <comment>inside.preview</comment>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Ready to be dragged to another window.</source>
        <comment>inside.drag</comment>
        <translation>Bereit, in ein anderes Fenster gezogen zu werden.</translation>
    </message>
    <message>
        <source>Search by name</source>
        <comment>inside.search</comment>
        <translation>Nach Namen suchen</translation>
    </message>
    <message>
        <source>Size</source>
        <comment>inside.column</comment>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>inside.take</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stopped. What was taken out is whole.</source>
        <comment>inside.take</comment>
        <translation>Abgebrochen. Was herausgeholt wurde, ist vollständig.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <comment>stop.waiting</comment>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <source>Take everything out…</source>
        <comment>inside.take</comment>
        <translation>Alles herausholen…</translation>
    </message>
    <message>
        <source>Take out anyway</source>
        <comment>inside.take</comment>
        <translation>Trotzdem herausholen</translation>
    </message>
    <message>
        <source>Take out…</source>
        <comment>inside.take</comment>
        <translation>Herausholen…</translation>
    </message>
    <message>
        <source>Taking out: {done}</source>
        <comment>inside.take</comment>
        <translation>Wird herausgeholt: {done}</translation>
    </message>
    <message>
        <source>The first 64 KiB</source>
        <comment>inside.preview</comment>
        <translation>Die ersten 64 KiB</translation>
    </message>
    <message>
        <source>The system itself reads what is mounted. To look without that, stay on this page.</source>
        <comment>inside.mount</comment>
        <translation>Was eingehängt ist, liest das System selbst. Um es ohne das anzusehen, bleiben Sie auf dieser Seite.</translation>
    </message>
    <message>
        <source>There are more: these are the first {count}.</source>
        <comment>inside</comment>
        <translation>Es gibt mehr: Das sind die ersten {count}.</translation>
    </message>
    <message>
        <source>There are no files in it that can be read.</source>
        <comment>inside.empty</comment>
        <translation>Darin sind keine Dateien, die sich lesen lassen.</translation>
    </message>
    <message>
        <source>This file is empty.</source>
        <comment>inside.preview</comment>
        <translation>Diese Datei ist leer.</translation>
    </message>
    <message>
        <source>This folder can’t be listed: {why}</source>
        <comment>inside.damaged</comment>
        <translation>Dieser Ordner lässt sich nicht auflisten: {why}</translation>
    </message>
    <message>
        <source>This is not a text.</source>
        <comment>inside.preview</comment>
        <translation>Das ist kein Text.</translation>
    </message>
    <message>
        <source>Unmount</source>
        <comment>inside.mount</comment>
        <translation>Aushängen</translation>
    </message>
    <message>
        <source>Unmount all</source>
        <comment>inside.mounts</comment>
        <translation>Alle aushängen</translation>
    </message>
    <message>
        <source>Unmount the image</source>
        <comment>screen reader</comment>
        <translation>Das Abbild aushängen</translation>
    </message>
    <message>
        <source>Unmounting…</source>
        <comment>inside.mount</comment>
        <translation>Wird ausgehängt…</translation>
    </message>
    <message>
        <source>What is different from the image</source>
        <comment>inside.left</comment>
        <translation>Was anders ist als im Abbild</translation>
    </message>
    <message>
        <source>What is inside</source>
        <comment>inside.title</comment>
        <translation>Was darin ist</translation>
    </message>
    <message>
        <source>What is mounted</source>
        <comment>inside.mounts</comment>
        <translation>Was eingehängt ist</translation>
    </message>
    <message>
        <source>a device, a pipe or a socket</source>
        <comment>inside.special</comment>
        <translation>ein Gerät, eine Pipe oder ein Socket</translation>
    </message>
    <message>
        <source>a link to {target}</source>
        <comment>inside.link</comment>
        <translation>eine Verknüpfung mit {target}</translation>
    </message>
    <message>
        <source>can’t be read</source>
        <comment>inside.damaged</comment>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>closed</source>
        <comment>screen reader: a folder</comment>
        <translation>zugeklappt</translation>
    </message>
    <message>
        <source>open</source>
        <comment>screen reader: a folder</comment>
        <translation>aufgeklappt</translation>
    </message>
</context>
<context>
    <name>map</name>
    <message>
        <source>This place was right only when it was read again.</source>
        <comment>map.retry</comment>
        <translation>Diese Stelle war erst beim zweiten Lesen richtig.</translation>
    </message>
    <message>
        <source>end of drive</source>
        <comment>map.axis</comment>
        <translation>Ende des Laufwerks</translation>
    </message>
    <message>
        <source>end of image, {size}</source>
        <comment>map.axis</comment>
        <translation>Ende des Abbilds, {size}</translation>
    </message>
    <message>
        <source>end of the packed file</source>
        <comment>map.axis</comment>
        <translation>Ende der gepackten Datei</translation>
    </message>
    <message>
        <source>end of what was overwritten</source>
        <comment>map.axis</comment>
        <translation>Ende des Überschriebenen</translation>
    </message>
    <message>
        <source>start of drive</source>
        <comment>map.axis</comment>
        <translation>Anfang des Laufwerks</translation>
    </message>
</context>
<context>
    <name>menu</name>
    <message>
        <source>About</source>
        <comment>menu.about</comment>
        <translation>Über Stickwright</translation>
    </message>
    <message>
        <source>Back</source>
        <comment>screen reader</comment>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Burn to a disc…</source>
        <comment>menu.burn</comment>
        <translation>Auf eine Disc brennen…</translation>
    </message>
    <message>
        <source>From the web…</source>
        <comment>menu.web</comment>
        <translation>Aus dem Netz…</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <comment>menu.keys</comment>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Menu</source>
        <comment>menu</comment>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Quit</source>
        <comment>menu.quit</comment>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Save a log…</source>
        <comment>menu.log</comment>
        <translation>Protokoll speichern…</translation>
    </message>
    <message>
        <source>Settings</source>
        <comment>menu.settings</comment>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Stop first, or wait.</source>
        <comment>menu.back</comment>
        <translation>Brechen Sie erst ab, oder warten Sie.</translation>
    </message>
    <message>
        <source>Tools</source>
        <comment>menu.tools</comment>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Try without a stick…</source>
        <comment>menu.virtual</comment>
        <translation>Ohne Stick ausprobieren…</translation>
    </message>
    <message>
        <source>What is mounted…</source>
        <comment>menu.mounts</comment>
        <translation>Was eingehängt ist…</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message numerus="yes">
        <source>%n (drive is|drives are) done</source>
        <comment>notification</comment>
        <translation>
            <numerusform>%n Laufwerk ist fertig</numerusform>
            <numerusform>%n Laufwerke sind fertig</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparing {drive} with {image}</source>
        <comment>inhibitor</comment>
        <translation>{drive} wird mit {image} verglichen</translation>
    </message>
    <message>
        <source>File and drive are the same</source>
        <comment>notification: a backup</comment>
        <translation>Datei und Laufwerk sind gleich</translation>
    </message>
    <message>
        <source>Making {drive} ready for files</source>
        <comment>inhibitor</comment>
        <translation>{drive} wird für Dateien bereit gemacht</translation>
    </message>
    <message>
        <source>Not compared to the end</source>
        <comment>notification</comment>
        <translation>Nicht bis zum Ende verglichen</translation>
    </message>
    <message>
        <source>Not put back to the end</source>
        <comment>notification</comment>
        <translation>Nicht ganz zurückgeschrieben</translation>
    </message>
    <message>
        <source>Not ready for files</source>
        <comment>notification</comment>
        <translation>Nicht bereit für Dateien</translation>
    </message>
    <message>
        <source>Not saved to the end</source>
        <comment>notification</comment>
        <translation>Nicht zu Ende gesichert</translation>
    </message>
    <message>
        <source>Nothing wrong was found</source>
        <comment>probe.fine</comment>
        <translation>Nichts Auffälliges gefunden</translation>
    </message>
    <message>
        <source>Put back</source>
        <comment>done.put-back</comment>
        <translation>Zurückgeschrieben</translation>
    </message>
    <message>
        <source>Putting back what was on {drive}</source>
        <comment>inhibitor</comment>
        <translation>Zurückschreiben, was auf {drive} war</translation>
    </message>
    <message>
        <source>Ready to boot</source>
        <comment>done.title</comment>
        <translation>Startbereit</translation>
    </message>
    <message>
        <source>Saved</source>
        <comment>backup.done</comment>
        <translation>Gesichert</translation>
    </message>
    <message>
        <source>Saved and compared</source>
        <comment>notification: a backup</comment>
        <translation>Gesichert und verglichen</translation>
    </message>
    <message>
        <source>Saved as far as it could be read</source>
        <comment>backup.done</comment>
        <translation>Gesichert, soweit es lesbar war</translation>
    </message>
    <message>
        <source>Saving {drive}</source>
        <comment>inhibitor</comment>
        <translation>{drive} wird gesichert</translation>
    </message>
    <message>
        <source>Testing {drive}</source>
        <comment>inhibitor</comment>
        <translation>{drive} wird getestet</translation>
    </message>
    <message>
        <source>The drive is not the same as the image</source>
        <comment>notification</comment>
        <translation>Das Laufwerk gleicht dem Abbild nicht</translation>
    </message>
    <message>
        <source>The same, but the checksum does not match</source>
        <comment>notification</comment>
        <translation>Gleich, aber die Prüfsumme stimmt nicht</translation>
    </message>
    <message>
        <source>The test was broken off</source>
        <comment>notification</comment>
        <translation>Der Test wurde abgebrochen</translation>
    </message>
    <message>
        <source>This drive has worn-out places</source>
        <comment>probe.worn</comment>
        <translation>Dieses Laufwerk hat abgenutzte Stellen</translation>
    </message>
    <message>
        <source>This drive is smaller than it claims</source>
        <comment>probe.fake</comment>
        <translation>Dieses Laufwerk ist kleiner, als es behauptet</translation>
    </message>
    <message>
        <source>Writing failed</source>
        <comment>notification</comment>
        <translation>Schreiben fehlgeschlagen</translation>
    </message>
    <message numerus="yes">
        <source>Writing {image} to %n (drive|drives)</source>
        <comment>inhibitor</comment>
        <translation>
            <numerusform>{image} wird auf %n Laufwerk geschrieben</numerusform>
            <numerusform>{image} wird auf %n Laufwerke geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing {image} to {drive}</source>
        <comment>inhibitor</comment>
        <translation>{image} wird auf {drive} geschrieben</translation>
    </message>
    <message>
        <source>Written and checked</source>
        <comment>done.data</comment>
        <translation>Geschrieben und geprüft</translation>
    </message>
    <message>
        <source>Written, but the checksum does not match</source>
        <comment>notification</comment>
        <translation>Geschrieben, aber die Prüfsumme stimmt nicht</translation>
    </message>
    <message>
        <source>Written, not checked</source>
        <comment>done.unchecked</comment>
        <translation>Geschrieben, nicht geprüft</translation>
    </message>
    <message>
        <source>{done} of {count} drives are done</source>
        <comment>notification</comment>
        <translation>{done} von {count} Laufwerken sind fertig</translation>
    </message>
    <message>
        <source>{drive} in {file}</source>
        <comment>notification: a backup</comment>
        <translation>{drive} in {file}</translation>
    </message>
    <message>
        <source>{drive} is as it was before.</source>
        <comment>notification</comment>
        <translation>{drive} ist wieder wie vorher.</translation>
    </message>
    <message>
        <source>{drive} was unplugged.</source>
        <comment>notification</comment>
        <translation>{drive} wurde abgezogen.</translation>
    </message>
    <message>
        <source>{drive}: {what}</source>
        <comment>notification</comment>
        <translation>{drive}: {what}</translation>
    </message>
    <message>
        <source>{image} is on all of them, every byte matches.</source>
        <comment>notification</comment>
        <translation>{image} ist auf allen, jedes Byte stimmt.</translation>
    </message>
    <message>
        <source>{image} on {drive}</source>
        <comment>notification</comment>
        <translation>{image} auf {drive}</translation>
    </message>
    <message>
        <source>{image} on {drive}, every byte matches.</source>
        <comment>notification</comment>
        <translation>{image} auf {drive}, jedes Byte stimmt.</translation>
    </message>
    <message>
        <source>{image}. Not done: {drives}</source>
        <comment>notification</comment>
        <translation>{image}. Nicht fertig: {drives}</translation>
    </message>
</context>
<context>
    <name>names</name>
    <message>
        <source>Built-in disk</source>
        <comment>drive.kind</comment>
        <translation>Eingebautes Laufwerk</translation>
    </message>
    <message>
        <source>Card reader</source>
        <comment>drive.kind</comment>
        <translation>Kartenleser</translation>
    </message>
    <message>
        <source>Disc drive</source>
        <comment>drive.kind</comment>
        <translation>Disc-Laufwerk</translation>
    </message>
    <message>
        <source>External SSD</source>
        <comment>drive.kind</comment>
        <translation>Externe SSD</translation>
    </message>
    <message>
        <source>External hard disk</source>
        <comment>drive.kind</comment>
        <translation>Externe Festplatte</translation>
    </message>
    <message>
        <source>SD card</source>
        <comment>drive.kind</comment>
        <translation>SD-Karte</translation>
    </message>
    <message>
        <source>USB 1</source>
        <comment>drive.sub</comment>
        <translation>USB 1</translation>
    </message>
    <message>
        <source>USB 2</source>
        <comment>drive.sub</comment>
        <translation>USB 2</translation>
    </message>
    <message>
        <source>USB 3</source>
        <comment>drive.sub</comment>
        <translation>USB 3</translation>
    </message>
    <message>
        <source>USB stick</source>
        <comment>drive.kind</comment>
        <translation>USB-Stick</translation>
    </message>
    <message>
        <source>Virtual stick</source>
        <comment>drive.kind</comment>
        <translation>Virtueller Stick</translation>
    </message>
    <message>
        <source>Virtual stick</source>
        <comment>drive.virtual</comment>
        <translation>Virtueller Stick</translation>
    </message>
    <message>
        <source>built-in reader</source>
        <comment>drive.sub</comment>
        <translation>eingebauter Leser</translation>
    </message>
    <message>
        <source>{drive}, {capacity}</source>
        <comment>a drive in a sentence</comment>
        <translation>{drive}, {capacity}</translation>
    </message>
</context>
<context>
    <name>next</name>
    <message>
        <source>Del</source>
        <comment>name of a key</comment>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Esc</source>
        <comment>name of a key</comment>
        <translation>Esc</translation>
    </message>
    <message>
        <source>On another computer?</source>
        <comment>done.next</comment>
        <translation>An einem anderen Computer?</translation>
    </message>
    <message>
        <source>Option</source>
        <comment>name of a key of a Mac</comment>
        <translation>Option</translation>
    </message>
    <message>
        <source>Plug it in, switch the computer on, and press the key of its maker’s boot menu as soon as the logo shows. Models differ; many name the key on the screen.</source>
        <comment>done.next</comment>
        <translation>Stecken Sie es ein, schalten Sie den Computer ein, und drücken Sie die Taste für das Startmenü seines Herstellers, sobald das Logo erscheint. Die Modelle unterscheiden sich; viele nennen die Taste auf dem Bildschirm.</translation>
    </message>
    <message>
        <source>Restart, hold {key} until a choice of drives is shown, and pick “{drive}”.</source>
        <comment>done.next: a Mac</comment>
        <translation>Starten Sie neu, halten Sie {key} gedrückt, bis eine Auswahl von Laufwerken erscheint, und wählen Sie „{drive}“.</translation>
    </message>
    <message>
        <source>Restart, then press F12, F11, F9, F8 or Esc, whichever the screen names, and pick “{drive}”.</source>
        <comment>done.next</comment>
        <translation>Starten Sie neu, drücken Sie F12, F11, F9, F8 oder Esc, je nachdem, was der Bildschirm nennt, und wählen Sie „{drive}“.</translation>
    </message>
    <message>
        <source>Restart, then press {keys} when the {maker} logo shows and pick “{drive}”. That is the usual key; if it is another one here, the screen names it.</source>
        <comment>done.next: models differ</comment>
        <translation>Starten Sie neu, drücken Sie {keys}, sobald das Logo von {maker} erscheint, und wählen Sie „{drive}“. Das ist die übliche Taste; ist es hier eine andere, nennt sie der Bildschirm.</translation>
    </message>
    <message>
        <source>Restart, then press {keys} when the {maker} logo shows and pick “{drive}”. Usually it is one of these; if not, the screen names the key.</source>
        <comment>done.next: models differ</comment>
        <translation>Starten Sie neu, drücken Sie {keys}, sobald das Logo von {maker} erscheint, und wählen Sie „{drive}“. Meist ist es eine davon; wenn nicht, nennt der Bildschirm die Taste.</translation>
    </message>
    <message>
        <source>Restart, then press {key} when the {maker} logo shows and pick “{drive}”.</source>
        <comment>done.next</comment>
        <translation>Starten Sie neu, drücken Sie {key}, sobald das Logo von {maker} erscheint, und wählen Sie „{drive}“.</translation>
    </message>
    <message>
        <source>Restart, then press {key} when the {maker} logo shows, then {then}, and pick “{drive}”.</source>
        <comment>done.next: two keys, one after the other</comment>
        <translation>Starten Sie neu, drücken Sie {key}, sobald das Logo von {maker} erscheint, dann {then}, und wählen Sie „{drive}“.</translation>
    </message>
    <message>
        <source>Start another computer from it</source>
        <comment>done.next</comment>
        <translation>Einen anderen Computer davon starten</translation>
    </message>
    <message>
        <source>Start this computer from it</source>
        <comment>done.next</comment>
        <translation>Starten Sie diesen Computer davon</translation>
    </message>
    <message>
        <source>Switch it off. Then hold {key} while you press and let go of the power button; it starts from “{drive}”.</source>
        <comment>done.next: a tablet without a menu</comment>
        <translation>Schalten Sie es aus. Halten Sie dann {key} gedrückt, während Sie den Einschaltknopf drücken und loslassen; es startet von „{drive}“.</translation>
    </message>
    <message>
        <source>hold {key}</source>
        <comment>a key to be held down</comment>
        <translation>{key} gedrückt halten</translation>
    </message>
    <message>
        <source>volume down</source>
        <comment>name of a key</comment>
        <translation>Leiser</translation>
    </message>
    <message>
        <source>{key}, then {then}</source>
        <comment>two keys, one after the other</comment>
        <translation>{key}, dann {then}</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <comment>one key or another</comment>
        <translation>{one} oder {other}</translation>
    </message>
</context>
<context>
    <name>options</name>
    <message>
        <source>A local account</source>
        <comment>options.account</comment>
        <translation>Ein lokales Konto</translation>
    </message>
    <message>
        <source>Answers that Setup finds on the drive, so that it does not ask. The image stays as it is.</source>
        <comment>options</comment>
        <translation>Antworten, die Setup auf dem Laufwerk findet und darum nicht fragt. Das Abbild bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Any PC</source>
        <comment>options.any</comment>
        <translation>Jeder PC</translation>
    </message>
    <message>
        <source>BitLocker can be turned on later.</source>
        <comment>options.unencrypted</comment>
        <translation>BitLocker lässt sich später einschalten.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>confirm.cancel</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <comment>fail.details</comment>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>options</comment>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Don’t encrypt the disk unasked</source>
        <comment>options.unencrypted</comment>
        <translation>Die Platte nicht ungefragt verschlüsseln</translation>
    </message>
    <message>
        <source>Language, keyboard and time zone of this computer</source>
        <comment>options</comment>
        <translation>Sprache, Tastatur und Zeitzone dieses Computers</translation>
    </message>
    <message>
        <source>Name of the account</source>
        <comment>screen reader</comment>
        <translation>Name des Kontos</translation>
    </message>
    <message>
        <source>Privacy questions: no</source>
        <comment>options.private</comment>
        <translation>Fragen zur Privatsphäre: nein</translation>
    </message>
    <message>
        <source>Sends what Windows can’t do without.</source>
        <comment>options.private</comment>
        <translation>Sendet nur, was Windows unbedingt braucht.</translation>
    </message>
    <message>
        <source>Setup asks for no TPM 2.0, Secure Boot or amount of memory. Windows may get no updates there.</source>
        <comment>options.any</comment>
        <translation>Setup verlangt kein TPM 2.0, kein Secure Boot und keine Mindestmenge Speicher. Windows bekommt dort vielleicht keine Updates.</translation>
    </message>
    <message>
        <source>Setup makes it without a password, and asks for no Microsoft account.</source>
        <comment>options.account</comment>
        <translation>Setup legt es ohne Passwort an und verlangt kein Microsoft-Konto.</translation>
    </message>
    <message>
        <source>This computer does not say any of them.</source>
        <comment>options</comment>
        <translation>Dieser Computer nennt nichts davon.</translation>
    </message>
    <message>
        <source>This disc has answers of its own, and Windows goes by them. Beside them none can be chosen.</source>
        <comment>options</comment>
        <translation>Diese Disc hat eigene Antworten, und Windows geht nach ihnen. Daneben lassen sich keine wählen.</translation>
    </message>
    <message>
        <source>This file is added to the drive as autounattend.xml. Setup looks for it there.</source>
        <comment>options.file</comment>
        <translation>Diese Datei kommt als autounattend.xml auf das Laufwerk. Dort sucht Setup danach.</translation>
    </message>
    <message>
        <source>Use this name</source>
        <comment>options.account</comment>
        <translation>Diesen Namen nehmen</translation>
    </message>
    <message>
        <source>What will be in it</source>
        <comment>options.file</comment>
        <translation>Was darin stehen wird</translation>
    </message>
    <message>
        <source>Windows can’t have an account of this name: {why}.</source>
        <comment>options</comment>
        <translation>Windows kann kein Konto dieses Namens haben: {why}.</translation>
    </message>
    <message>
        <source>Windows options</source>
        <comment>options</comment>
        <translation>Windows-Optionen</translation>
    </message>
    <message>
        <source>Without a password, in place of a Microsoft account.</source>
        <comment>options.account</comment>
        <translation>Ohne Passwort, statt eines Microsoft-Kontos.</translation>
    </message>
    <message>
        <source>any PC</source>
        <comment>options.chosen</comment>
        <translation>jeder PC</translation>
    </message>
    <message>
        <source>language and time</source>
        <comment>options.chosen</comment>
        <translation>Sprache und Zeit</translation>
    </message>
    <message>
        <source>local account “{name}”</source>
        <comment>options.chosen</comment>
        <translation>lokales Konto „{name}“</translation>
    </message>
    <message>
        <source>no encryption unasked</source>
        <comment>options.chosen</comment>
        <translation>keine ungefragte Verschlüsselung</translation>
    </message>
    <message>
        <source>privacy</source>
        <comment>options.chosen</comment>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>“{name}”, without a password.</source>
        <comment>options.account</comment>
        <translation>„{name}“, ohne Passwort.</translation>
    </message>
</context>
<context>
    <name>pick</name>
    <message numerus="yes">
        <source>And %n more. Unpack the archive to get at them.</source>
        <comment>img.packed-many</comment>
        <translation>
            <numerusform>Und %n weiteres. Entpacken Sie das Archiv, um daran zu kommen.</numerusform>
            <numerusform>Und %n weitere. Entpacken Sie das Archiv, um daran zu kommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>sheet.cancel</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <comment>img.packed-many</comment>
        <translation>Wählen Sie eins.</translation>
    </message>
    <message numerus="yes">
        <source>This archive holds %n (image|images)</source>
        <comment>img.packed-many</comment>
        <translation>
            <numerusform>Dieses Archiv enthält %n Abbild</numerusform>
            <numerusform>Dieses Archiv enthält %n Abbilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This folder holds %n (image|images)</source>
        <comment>drop.folder</comment>
        <translation>
            <numerusform>Dieser Ordner enthält %n Abbild</numerusform>
            <numerusform>Dieser Ordner enthält %n Abbilder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>probe</name>
    <message numerus="yes">
        <source>%n (place|places) could not be put back. What was there is kept: choose the drive again and put it back.</source>
        <comment>probe.back</comment>
        <translation>
            <numerusform>%n Stelle konnte nicht zurückgeschrieben werden. Was dort war, ist aufgehoben: Wählen Sie das Laufwerk noch einmal und schreiben Sie es zurück.</numerusform>
            <numerusform>%n Stellen konnten nicht zurückgeschrieben werden. Was dort war, ist aufgehoben: Wählen Sie das Laufwerk noch einmal und schreiben Sie es zurück.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n (place|places) did not keep what was written. Don’t keep anything on it that matters.</source>
        <comment>probe.worn</comment>
        <translation>
            <numerusform>%n Stelle hat nicht behalten, was geschrieben wurde. Heben Sie nichts Wichtiges darauf auf.</numerusform>
            <numerusform>%n Stellen haben nicht behalten, was geschrieben wurde. Heben Sie nichts Wichtiges darauf auf.</numerusform>
        </translation>
    </message>
    <message>
        <source>All {size} came back as they were written.</source>
        <comment>probe.fine</comment>
        <translation>Alle {size} kamen so zurück, wie sie geschrieben wurden.</translation>
    </message>
    <message>
        <source>As soon as the file is as it was again, what was in it before can be put back.</source>
        <comment>probe.holds</comment>
        <translation>Sobald die Datei wieder ist, wie sie war, lässt sich zurückschreiben, was vorher in ihr war.</translation>
    </message>
    <message>
        <source>As soon as {drive} is plugged in again, what was there before can be put back, unless it is worn out.</source>
        <comment>probe.holds</comment>
        <translation>Sobald {drive} wieder eingesteckt ist, kann zurückgeschrieben werden, was vorher darauf war, sofern es nicht abgenutzt ist.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>confirm.cancel</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Checking that it is still the same drive</source>
        <comment>probe.stage</comment>
        <translation>Es wird nachgesehen, ob es noch dasselbe Laufwerk ist</translation>
    </message>
    <message>
        <source>Choose</source>
        <comment>probe.choose</comment>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Choose: {test}</source>
        <comment>screen reader</comment>
        <translation>Wählen: {test}</translation>
    </message>
    <message>
        <source>Clearing both ends of the drive</source>
        <comment>probe.stage</comment>
        <translation>Beide Enden des Laufwerks werden geleert</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>fail.close</comment>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Closing what is open on the drive</source>
        <comment>probe.stage</comment>
        <translation>Was auf dem Laufwerk offen ist, wird geschlossen</translation>
    </message>
    <message>
        <source>Details</source>
        <comment>fail.details</comment>
        <translation>Details</translation>
    </message>
    <message>
        <source>Erase and test</source>
        <comment>probe.confirm</comment>
        <translation>Löschen und testen</translation>
    </message>
    <message>
        <source>Every byte</source>
        <comment>probe.whole</comment>
        <translation>Jedes Byte</translation>
    </message>
    <message>
        <source>Everything on the drive is erased</source>
        <comment>probe.cost</comment>
        <translation>Alles auf dem Laufwerk wird gelöscht</translation>
    </message>
    <message>
        <source>Everything on {drive} will be erased, and every byte tested.</source>
        <comment>bar.ready</comment>
        <translation>Alles auf {drive} wird gelöscht und jedes Byte getestet.</translation>
    </message>
    <message>
        <source>Filling it to its last byte</source>
        <comment>probe.stage</comment>
        <translation>Es wird bis zum letzten Byte gefüllt</translation>
    </message>
    <message>
        <source>Finds drives that are smaller than they claim. Files stay. A very slow drive takes longer.</source>
        <comment>probe.quick</comment>
        <translation>Findet Laufwerke, die kleiner sind, als sie behaupten. Dateien bleiben. Bei einem sehr langsamen Laufwerk dauert es länger.</translation>
    </message>
    <message>
        <source>Finds worn-out places as well. Erases the drive.</source>
        <comment>probe.whole</comment>
        <translation>Findet auch abgenutzte Stellen. Löscht das Laufwerk.</translation>
    </message>
    <message>
        <source>Go on testing</source>
        <comment>probe.stop</comment>
        <translation>Weiter testen</translation>
    </message>
    <message>
        <source>How thoroughly</source>
        <comment>probe.heading</comment>
        <translation>Wie gründlich</translation>
    </message>
    <message numerus="yes">
        <source>In %n (place|places), in {tested} of {count} parts of {drive}. It is too slow to look through more in two minutes: if it is smaller than it claims, that may be missed. Only “Every byte” reads all of it.</source>
        <comment>probe.fine</comment>
        <translation>
            <numerusform>An %n Stelle, in {tested} von {count} Teilen von {drive}. Es ist zu langsam, um in zwei Minuten mehr durchzusehen: Ist es kleiner, als es behauptet, kann das unbemerkt bleiben. Nur „Jedes Byte“ liest alles.</numerusform>
            <numerusform>An %n Stellen, in {tested} von {count} Teilen von {drive}. Es ist zu langsam, um in zwei Minuten mehr durchzusehen: Ist es kleiner, als es behauptet, kann das unbemerkt bleiben. Nur „Jedes Byte“ liest alles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n (place|places), in {tested} of {count} parts of {drive}. Only “Every byte” reads all of it.</source>
        <comment>probe.fine</comment>
        <translation>
            <numerusform>An %n Stelle, in {tested} von {count} Teilen von {drive}. Nur „Jedes Byte“ liest alles.</numerusform>
            <numerusform>An %n Stellen, in {tested} von {count} Teilen von {drive}. Nur „Jedes Byte“ liest alles.</numerusform>
        </translation>
    </message>
    <message>
        <source>It has to be made ready for files before they can be kept on it.</source>
        <comment>probe.empty</comment>
        <translation>Bevor es Dateien aufnehmen kann, muss es dafür vorbereitet werden.</translation>
    </message>
    <message>
        <source>It is filled to its last byte and read back. Afterwards it is empty.</source>
        <comment>probe.confirm</comment>
        <translation>Es wird bis zum letzten Byte gefüllt und zurückgelesen. Danach ist es leer.</translation>
    </message>
    <message>
        <source>It is filled to its last byte and read back. Large drives take hours.</source>
        <comment>probe.cost</comment>
        <translation>Es wird bis zum letzten Byte gefüllt und zurückgelesen. Bei großen Laufwerken dauert das Stunden.</translation>
    </message>
    <message>
        <source>It says {size} but keeps nothing that is written. It looks fake.</source>
        <comment>probe.fake</comment>
        <translation>Es gibt {size} an, behält aber nichts, was geschrieben wird. Es sieht nach einer Fälschung aus.</translation>
    </message>
    <message>
        <source>It says {size} but keeps only the first {keeps}. What is written after that is lost without any error. It looks fake.</source>
        <comment>probe.fake</comment>
        <translation>Es gibt {size} an, behält aber nur die ersten {keeps}. Was dahinter geschrieben wird, geht ohne Fehlermeldung verloren. Es sieht nach einer Fälschung aus.</translation>
    </message>
    <message>
        <source>Keep the drive plugged in. You can go on using your computer.</source>
        <comment>write.foot</comment>
        <translation>Lassen Sie das Laufwerk eingesteckt. Sie können den Computer weiter benutzen.</translation>
    </message>
    <message>
        <source>Keeping what is there</source>
        <comment>probe.stage</comment>
        <translation>Was darauf ist, wird aufgehoben</translation>
    </message>
    <message>
        <source>Make it normal again…</source>
        <comment>probe.empty</comment>
        <translation>Wieder normal machen…</translation>
    </message>
    <message>
        <source>Many sticks turn read-only for good when they are worn out.</source>
        <comment>fail.readonly</comment>
        <translation>Viele Sticks lassen sich für immer nur noch lesen, wenn sie abgenutzt sind.</translation>
    </message>
    <message>
        <source>Not all that was on {drive} could be put back. It was kept: put it back later.</source>
        <comment>probe.holds</comment>
        <translation>Nicht alles, was auf {drive} war, konnte zurückgeschrieben werden. Es ist aufgehoben: Schreiben Sie es später zurück.</translation>
    </message>
    <message>
        <source>Nothing on {drive} was changed.</source>
        <comment>probe.holds</comment>
        <translation>Auf {drive} wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Nothing wrong was found</source>
        <comment>probe.fine</comment>
        <translation>Nichts Auffälliges gefunden</translation>
    </message>
    <message>
        <source>Now choose the drive to test.</source>
        <comment>bar.choose</comment>
        <translation>Wählen Sie jetzt das Laufwerk, das getestet werden soll.</translation>
    </message>
    <message>
        <source>On a drive that is smaller than it claims, or worn out, files may be lost all the same.</source>
        <comment>probe.cost</comment>
        <translation>Auf einem Laufwerk, das kleiner ist, als es behauptet, oder abgenutzt, können trotzdem Dateien verloren gehen.</translation>
    </message>
    <message>
        <source>Put back…</source>
        <comment>undo.title</comment>
        <translation>Zurückschreiben…</translation>
    </message>
    <message>
        <source>Putting back what was there</source>
        <comment>probe.stage</comment>
        <translation>Was darauf war, wird zurückgeschrieben</translation>
    </message>
    <message>
        <source>Quick probe</source>
        <comment>probe.quick</comment>
        <translation>Schnelltest</translation>
    </message>
    <message>
        <source>Reading every byte back</source>
        <comment>probe.stage</comment>
        <translation>Jedes Byte wird zurückgelesen</translation>
    </message>
    <message>
        <source>Reading it back</source>
        <comment>probe.stage</comment>
        <translation>Es wird zurückgelesen</translation>
    </message>
    <message>
        <source>Save a report…</source>
        <comment>fail.report</comment>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Send it back: it is not what you paid for.</source>
        <comment>probe.fake</comment>
        <translation>Geben Sie es zurück: Es ist nicht, wofür Sie bezahlt haben.</translation>
    </message>
    <message>
        <source>Send it back: it is not what you paid for. Until then it can be used as a {size} stick, if only that part is ever formatted.</source>
        <comment>probe.fake</comment>
        <translation>Geben Sie es zurück: Es ist nicht, wofür Sie bezahlt haben. Bis dahin lässt es sich als Stick mit {size} verwenden, wenn immer nur dieser Teil formatiert wird.</translation>
    </message>
    <message>
        <source>Stop</source>
        <comment>stop.title</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <comment>quit.title</comment>
        <translation>Abbrechen und schließen</translation>
    </message>
    <message>
        <source>Stop the test?</source>
        <comment>probe.stop</comment>
        <translation>Test abbrechen?</translation>
    </message>
    <message>
        <source>Stop the test…</source>
        <comment>probe.stop</comment>
        <translation>Test abbrechen…</translation>
    </message>
    <message>
        <source>Stopped</source>
        <comment>stopped.title</comment>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Stopping. Waiting for the drive…</source>
        <comment>stop.waiting</comment>
        <translation>Wird abgebrochen. Warten auf das Laufwerk…</translation>
    </message>
    <message>
        <source>Stopping. What was there is put back…</source>
        <comment>probe.stop</comment>
        <translation>Wird abgebrochen. Was darauf war, wird zurückgeschrieben…</translation>
    </message>
    <message>
        <source>Takes up to two minutes</source>
        <comment>probe.quick</comment>
        <translation>Dauert bis zu zwei Minuten</translation>
    </message>
    <message>
        <source>Test</source>
        <comment>probe.ask</comment>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Test a drive</source>
        <comment>tools.test</comment>
        <translation>Laufwerk testen</translation>
    </message>
    <message>
        <source>Test again…</source>
        <comment>probe.again</comment>
        <translation>Noch einmal testen…</translation>
    </message>
    <message>
        <source>Test {drive}</source>
        <comment>screen reader</comment>
        <translation>{drive} testen</translation>
    </message>
    <message>
        <source>Test {drive}?</source>
        <comment>probe.ask</comment>
        <translation>{drive} testen?</translation>
    </message>
    <message>
        <source>Testing {drive}</source>
        <comment>probe.title</comment>
        <translation>{drive} wird getestet</translation>
    </message>
    <message>
        <source>Test…</source>
        <comment>bar.write</comment>
        <translation>Testen…</translation>
    </message>
    <message>
        <source>The drive is empty now</source>
        <comment>probe.empty</comment>
        <translation>Das Laufwerk ist jetzt leer</translation>
    </message>
    <message>
        <source>The only test that leaves nothing out</source>
        <comment>probe.whole</comment>
        <translation>Der einzige Test, der nichts auslässt</translation>
    </message>
    <message>
        <source>The test is not finished</source>
        <comment>quit.title</comment>
        <translation>Der Test ist nicht fertig</translation>
    </message>
    <message>
        <source>This drive has worn-out places</source>
        <comment>probe.worn</comment>
        <translation>Dieses Laufwerk hat abgenutzte Stellen</translation>
    </message>
    <message>
        <source>This drive is fine</source>
        <comment>probe.fine</comment>
        <translation>Dieses Laufwerk ist in Ordnung</translation>
    </message>
    <message>
        <source>This drive is smaller than it claims</source>
        <comment>probe.fake</comment>
        <translation>Dieses Laufwerk ist kleiner, als es behauptet</translation>
    </message>
    <message>
        <source>Try another USB port, straight on the computer, without a hub or cable, and test again: a bad connection looks the same.</source>
        <comment>probe.worn</comment>
        <translation>Nehmen Sie einen anderen USB-Anschluss, direkt am Computer, ohne Hub oder Kabel, und testen Sie noch einmal: Eine schlechte Verbindung sieht genauso aus.</translation>
    </message>
    <message>
        <source>Unplug it and plug it in again. If it still takes nothing, it will not recover: save what can be read, and use another drive.</source>
        <comment>probe.locked</comment>
        <translation>Ziehen Sie es ab und stecken Sie es wieder an. Nimmt es immer noch nichts an, erholt es sich nicht: sichern Sie, was sich lesen lässt, und nehmen Sie ein anderes Laufwerk.</translation>
    </message>
    <message>
        <source>Up to a thousand places are kept, overwritten, read and put back. On a drive that is smaller than it claims, or worn out, files may be lost. Keep it plugged in.</source>
        <comment>probe.ask</comment>
        <translation>Bis zu tausend Stellen werden aufgehoben, überschrieben, gelesen und zurückgeschrieben. Auf einem Laufwerk, das kleiner ist, als es behauptet, oder abgenutzt, können Dateien verloren gehen. Lassen Sie es eingesteckt.</translation>
    </message>
    <message>
        <source>Use only the good {size}…</source>
        <comment>probe.good</comment>
        <translation>Nur die guten {size} verwenden…</translation>
    </message>
    <message>
        <source>Waiting until the drive has stored it</source>
        <comment>probe.stage</comment>
        <translation>Warten, bis das Laufwerk es gespeichert hat</translation>
    </message>
    <message>
        <source>What is on the drive is put back</source>
        <comment>probe.cost</comment>
        <translation>Was auf dem Laufwerk ist, wird zurückgeschrieben</translation>
    </message>
    <message>
        <source>What the test wrote over is gone; what else is on {drive} can still be read.</source>
        <comment>probe.holds</comment>
        <translation>Was der Test überschrieben hat, ist weg; was sonst auf {drive} ist, kann noch gelesen werden.</translation>
    </message>
    <message>
        <source>What was on {drive} is gone already. It will hold nothing of use.</source>
        <comment>probe.stop</comment>
        <translation>Was auf {drive} war, ist schon weg. Es wird nichts Brauchbares enthalten.</translation>
    </message>
    <message>
        <source>What was on {drive} is gone: it holds nothing of use.</source>
        <comment>probe.holds</comment>
        <translation>Was auf {drive} war, ist weg: Es enthält nichts Brauchbares.</translation>
    </message>
    <message>
        <source>What was there before is back</source>
        <comment>probe.back</comment>
        <translation>Was vorher darauf war, ist wieder da</translation>
    </message>
    <message>
        <source>What was there before is back on {drive}.</source>
        <comment>probe.holds</comment>
        <translation>Was vorher auf {drive} war, ist wieder da.</translation>
    </message>
    <message>
        <source>What was there before is put back first.</source>
        <comment>probe.stop</comment>
        <translation>Was vorher darauf war, wird erst zurückgeschrieben.</translation>
    </message>
    <message>
        <source>What you can do</source>
        <comment>probe.to-do</comment>
        <translation>Was Sie tun können</translation>
    </message>
    <message>
        <source>Writing here and there</source>
        <comment>probe.stage</comment>
        <translation>Hier und da wird geschrieben</translation>
    </message>
    <message>
        <source>{drive} is not connected.</source>
        <comment>fail.again</comment>
        <translation>{drive} ist nicht angeschlossen.</translation>
    </message>
    <message>
        <source>{drive} will be tested in places all over it. What is there is put back.</source>
        <comment>bar.ready</comment>
        <translation>{drive} wird an Stellen überall darauf getestet. Was dort ist, wird zurückgeschrieben.</translation>
    </message>
</context>
<context>
    <name>rest</name>
    <message>
        <source>A file with the user-data, which the system looks for at its start.</source>
        <comment>rest.cloud</comment>
        <translation>Eine Datei mit den user-data, die das System beim Start sucht.</translation>
    </message>
    <message>
        <source>A partition for files</source>
        <comment>rest.data</comment>
        <translation>Eine Partition für Dateien</translation>
    </message>
    <message>
        <source>A place to keep things</source>
        <comment>rest.keep</comment>
        <translation>Ein Platz, um etwas zu behalten</translation>
    </message>
    <message>
        <source>Added behind it: {added}.</source>
        <comment>rest.confirm</comment>
        <translation>Dahinter kommt: {added}.</translation>
    </message>
    <message>
        <source>Answers are put into the first partition of the system, which reads them there. Everything else of the image stays as it is.</source>
        <comment>rest</comment>
        <translation>Antworten kommen in die erste Partition des Systems, das sie dort liest. Alles andere am Abbild bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Answers for cloud-init…</source>
        <comment>rest.cloud</comment>
        <translation>Antworten für cloud-init…</translation>
    </message>
    <message>
        <source>Answers for the first start</source>
        <comment>rest</comment>
        <translation>Antworten für den ersten Start</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>options</comment>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Install the package {package}.</source>
        <comment>rest.missing</comment>
        <translation>Installieren Sie das Paket {package}.</translation>
    </message>
    <message>
        <source>It does not begin with #cloud-config: cloud-init passes it by.</source>
        <comment>rest.cloud</comment>
        <translation>Sie beginnt nicht mit #cloud-config: cloud-init übergeht sie.</translation>
    </message>
    <message>
        <source>None</source>
        <comment>rest.data</comment>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Put into its own first partition: {added}.</source>
        <comment>rest.confirm</comment>
        <translation>In seiner eigenen ersten Partition: {added}.</translation>
    </message>
    <message>
        <source>Read everywhere. For exFAT: {missing}</source>
        <comment>rest.data</comment>
        <translation>Überall lesbar. Für exFAT: {missing}</translation>
    </message>
    <message>
        <source>The check of the medium in its boot menu will fail then: it covers the partition table, which grows.</source>
        <comment>rest.check</comment>
        <translation>Die Prüfung des Mediums in seinem Startmenü schlägt dann fehl: Sie umfasst die Partitionstabelle, und die wächst.</translation>
    </message>
    <message>
        <source>The rest of the stick</source>
        <comment>rest</comment>
        <translation>Der Rest des Sticks</translation>
    </message>
    <message>
        <source>Things are kept only when it is started with the word {word}: press Tab or E in its boot menu and add it.</source>
        <comment>rest.word</comment>
        <translation>Behalten wird nur, wenn es mit dem Wort {word} gestartet wird: In seinem Startmenü Tab oder E drücken und es anfügen.</translation>
    </message>
    <message>
        <source>What is added behind the image, each in a partition of its own. They share what is left of the drive. The image stays as it is.</source>
        <comment>rest</comment>
        <translation>Was hinter das Abbild kommt, jedes in einer eigenen Partition. Sie teilen sich, was vom Laufwerk übrig ist. Das Abbild bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>What is done in the live system is there the next time.</source>
        <comment>rest.keep</comment>
        <translation>Was im Live-System getan wird, ist beim nächsten Mal noch da.</translation>
    </message>
    <message>
        <source>a partition for files</source>
        <comment>rest.chosen</comment>
        <translation>eine Partition für Dateien</translation>
    </message>
    <message>
        <source>a place to keep things</source>
        <comment>rest.chosen</comment>
        <translation>ein Platz, um etwas zu behalten</translation>
    </message>
    <message>
        <source>answers for cloud-init</source>
        <comment>rest.chosen</comment>
        <translation>Antworten für cloud-init</translation>
    </message>
    <message>
        <source>exFAT takes files over 4 GB; FAT32 is read everywhere.</source>
        <comment>rest.data</comment>
        <translation>exFAT nimmt Dateien über 4 GB; FAT32 ist überall lesbar.</translation>
    </message>
</context>
<context>
    <name>says</name>
    <message numerus="yes">
        <source>%n (drive|drives) chosen</source>
        <comment>screen reader</comment>
        <translation>
            <numerusform>%n Laufwerk gewählt</numerusform>
            <numerusform>%n Laufwerke gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Burned. Now checking every byte.</source>
        <comment>screen reader</comment>
        <translation>Gebrannt. Jetzt wird jedes Byte geprüft.</translation>
    </message>
    <message>
        <source>Drop an image here, or choose a file</source>
        <comment>screen reader</comment>
        <translation>Legen Sie hier ein Abbild ab, oder wählen Sie eine Datei</translation>
    </message>
    <message>
        <source>New drive: {drive}</source>
        <comment>screen reader</comment>
        <translation>Neues Laufwerk: {drive}</translation>
    </message>
    <message>
        <source>No drive connected</source>
        <comment>screen reader</comment>
        <translation>Kein Laufwerk angeschlossen</translation>
    </message>
    <message>
        <source>Written. Now checking every byte.</source>
        <comment>screen reader</comment>
        <translation>Geschrieben. Jetzt wird jedes Byte geprüft.</translation>
    </message>
    <message>
        <source>{drive}, chosen.</source>
        <comment>screen reader</comment>
        <translation>{drive}, gewählt.</translation>
    </message>
    <message>
        <source>{image}. {verdict}. No drive connected.</source>
        <comment>screen reader</comment>
        <translation>{image}. {verdict}. Kein Laufwerk angeschlossen.</translation>
    </message>
    <message>
        <source>{image}. {verdict}. Now choose a drive.</source>
        <comment>screen reader</comment>
        <translation>{image}. {verdict}. Wählen Sie jetzt ein Laufwerk.</translation>
    </message>
    <message>
        <source>{percent} written</source>
        <comment>screen reader</comment>
        <translation>{percent} geschrieben</translation>
    </message>
    <message>
        <source>{percent} written, about {time} left</source>
        <comment>screen reader</comment>
        <translation>{percent} geschrieben, noch etwa {time}</translation>
    </message>
    <message>
        <source>{title}. Every byte matches.</source>
        <comment>screen reader</comment>
        <translation>{title}. Jedes Byte stimmt.</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Appearance</source>
        <comment>settings.group</comment>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Check after writing</source>
        <comment>settings.check</comment>
        <translation>Nach dem Schreiben prüfen</translation>
    </message>
    <message>
        <source>Colours</source>
        <comment>settings.colours</comment>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Dark</source>
        <comment>settings.colours</comment>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Eject when finished</source>
        <comment>settings.eject</comment>
        <translation>Am Ende auswerfen</translation>
    </message>
    <message>
        <source>Finding images</source>
        <comment>settings.group</comment>
        <translation>Abbilder finden</translation>
    </message>
    <message>
        <source>If the window is in the background.</source>
        <comment>settings.notify</comment>
        <translation>Wenn das Fenster im Hintergrund ist.</translation>
    </message>
    <message>
        <source>Keep the computer awake while writing</source>
        <comment>settings.awake</comment>
        <translation>Den Computer beim Schreiben wach halten</translation>
    </message>
    <message>
        <source>Light</source>
        <comment>settings.colours</comment>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Looks at file names only, on this computer only.</source>
        <comment>settings.suggest</comment>
        <translation>Sieht nur Dateinamen an, nur auf diesem Computer.</translation>
    </message>
    <message>
        <source>Notify me</source>
        <comment>settings.notify</comment>
        <translation>Benachrichtigen</translation>
    </message>
    <message>
        <source>On this computer only. Off forgets them.</source>
        <comment>settings.recent</comment>
        <translation>Nur auf diesem Computer. Ausschalten vergisst sie.</translation>
    </message>
    <message>
        <source>Play a sound</source>
        <comment>settings.sound</comment>
        <translation>Einen Ton spielen</translation>
    </message>
    <message>
        <source>Powers the drive down after a good check.</source>
        <comment>settings.eject</comment>
        <translation>Schaltet das Laufwerk nach bestandener Prüfung ab.</translation>
    </message>
    <message>
        <source>Reads everything back and compares it. You can skip it while it runs.</source>
        <comment>settings.check</comment>
        <translation>Liest alles zurück und vergleicht es. Das können Sie währenddessen überspringen.</translation>
    </message>
    <message>
        <source>Remember the images used last</source>
        <comment>settings.recent</comment>
        <translation>Zuletzt benutzte Abbilder merken</translation>
    </message>
    <message>
        <source>Settings</source>
        <comment>menu.settings</comment>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Suggest images from Downloads</source>
        <comment>settings.suggest</comment>
        <translation>Abbilder aus den Downloads vorschlagen</translation>
    </message>
    <message>
        <source>System</source>
        <comment>settings.colours</comment>
        <translation>System</translation>
    </message>
    <message>
        <source>Text size, contrast and animations follow your desktop.</source>
        <comment>settings</comment>
        <translation>Schriftgröße, Kontrast und Animationen folgen Ihrer Arbeitsumgebung.</translation>
    </message>
    <message>
        <source>When it is done</source>
        <comment>settings.group</comment>
        <translation>Wenn es fertig ist</translation>
    </message>
    <message>
        <source>Writing</source>
        <comment>settings.group</comment>
        <translation>Schreiben</translation>
    </message>
</context>
<context>
    <name>several</name>
    <message numerus="yes">
        <source>%n done</source>
        <comment>count</comment>
        <translation>
            <numerusform>%n fertig</numerusform>
            <numerusform>%n fertig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <comment>count</comment>
        <translation>
            <numerusform>%n fehlgeschlagen</numerusform>
            <numerusform>%n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stopped</source>
        <comment>count</comment>
        <translation>
            <numerusform>%n abgebrochen</numerusform>
            <numerusform>%n abgebrochen</numerusform>
        </translation>
    </message>
    <message>
        <source>Checking</source>
        <comment>check.title</comment>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Details</source>
        <comment>fail.details</comment>
        <translation>Details</translation>
    </message>
    <message>
        <source>Details of {drive}</source>
        <comment>screen reader</comment>
        <translation>Details zu {drive}</translation>
    </message>
    <message>
        <source>Done</source>
        <comment>several.state</comment>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Eject</source>
        <comment>done.eject</comment>
        <translation>Auswerfen</translation>
    </message>
    <message>
        <source>Eject all</source>
        <comment>done.eject</comment>
        <translation>Alle auswerfen</translation>
    </message>
    <message>
        <source>Eject {drive}</source>
        <comment>screen reader</comment>
        <translation>{drive} auswerfen</translation>
    </message>
    <message>
        <source>Ejected. You can take it out.</source>
        <comment>done.ejected</comment>
        <translation>Ausgeworfen. Sie können es abziehen.</translation>
    </message>
    <message>
        <source>Ejecting…</source>
        <comment>done.eject</comment>
        <translation>Wird ausgeworfen…</translation>
    </message>
    <message>
        <source>Every byte read back and matching.</source>
        <comment>done.title</comment>
        <translation>Jedes Byte zurückgelesen und gleich.</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>several.state</comment>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Finishing</source>
        <comment>finish.title</comment>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>It holds half an image and will not boot.</source>
        <comment>fail.half</comment>
        <translation>Es enthält ein halbes Abbild und startet nicht.</translation>
    </message>
    <message>
        <source>It is slower than the others, so the image is read again for it. This takes a while.</source>
        <comment>several.behind</comment>
        <translation>Es ist langsamer als die anderen, deshalb wird das Abbild dafür noch einmal gelesen. Das dauert eine Weile.</translation>
    </message>
    <message>
        <source>It was already taken out.</source>
        <comment>done.ejected</comment>
        <translation>Es war schon abgezogen.</translation>
    </message>
    <message>
        <source>Not checked</source>
        <comment>several.state</comment>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Preparing</source>
        <comment>prep.title</comment>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>Put back.</source>
        <comment>done.put-back</comment>
        <translation>Zurückgeschrieben.</translation>
    </message>
    <message>
        <source>Safe to unplug.</source>
        <comment>done.safe</comment>
        <translation>Kann abgezogen werden.</translation>
    </message>
    <message>
        <source>Stop all…</source>
        <comment>stop.title</comment>
        <translation>Alle abbrechen…</translation>
    </message>
    <message>
        <source>Stop this one</source>
        <comment>stop.title</comment>
        <translation>Dieses abbrechen</translation>
    </message>
    <message>
        <source>Stop {drive}</source>
        <comment>screen reader</comment>
        <translation>{drive} abbrechen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <comment>several.state</comment>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Stopped before it began</source>
        <comment>several.untouched</comment>
        <translation>Vor dem Beginn abgebrochen</translation>
    </message>
    <message>
        <source>Stopping. Waiting for the drives…</source>
        <comment>stop.waiting</comment>
        <translation>Wird abgebrochen. Warten auf die Laufwerke…</translation>
    </message>
    <message>
        <source>Stopping. Waiting for the drive…</source>
        <comment>stop.waiting</comment>
        <translation>Wird abgebrochen. Warten auf das Laufwerk…</translation>
    </message>
    <message>
        <source>The others go on.</source>
        <comment>fail.others</comment>
        <translation>Die anderen laufen weiter.</translation>
    </message>
    <message>
        <source>The parts in use read back and matching.</source>
        <comment>done.parts</comment>
        <translation>Die benutzten Teile zurückgelesen und gleich.</translation>
    </message>
    <message>
        <source>This drive is on a slow USB 2 port.</source>
        <comment>write.slow</comment>
        <translation>Dieses Laufwerk steckt an einem langsamen USB-2-Anschluss.</translation>
    </message>
    <message>
        <source>Write another</source>
        <comment>done.another</comment>
        <translation>Noch einen schreiben</translation>
    </message>
    <message>
        <source>Writing</source>
        <comment>write.title</comment>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Written. Nobody has read it back yet.</source>
        <comment>done.unchecked</comment>
        <translation>Geschrieben. Zurückgelesen wurde noch nichts.</translation>
    </message>
    <message>
        <source>You can unplug each drive as soon as it is done.</source>
        <comment>several.foot</comment>
        <translation>Sie können jedes Laufwerk abziehen, sobald es fertig ist.</translation>
    </message>
    <message>
        <source>about {time} left for the rest</source>
        <comment>write.left</comment>
        <translation>noch etwa {time} für die übrigen</translation>
    </message>
    <message>
        <source>about {time} left, check included</source>
        <comment>write.left</comment>
        <translation>noch etwa {time}, Prüfung inbegriffen</translation>
    </message>
    <message>
        <source>working out how long it takes</source>
        <comment>write.left</comment>
        <translation>die Dauer wird ermittelt</translation>
    </message>
    <message>
        <source>{doing} at {speed}. {left}.</source>
        <comment>a drive of several</comment>
        <translation>{doing} mit {speed}. {left}.</translation>
    </message>
    <message>
        <source>{drive}, {percent}</source>
        <comment>screen reader</comment>
        <translation>{drive}, {percent}</translation>
    </message>
    <message>
        <source>{drive}: {what}</source>
        <comment>screen reader</comment>
        <translation>{drive}: {what}</translation>
    </message>
    <message numerus="yes">
        <source>{image} to %n (drive|drives)</source>
        <comment>title</comment>
        <translation>
            <numerusform>{image} auf %n Laufwerk</numerusform>
            <numerusform>{image} auf %n Laufwerke</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{percent} – %n (drive|drives) – Stickwright</source>
        <comment>title</comment>
        <translation>
            <numerusform>{percent} – %n Laufwerk – Stickwright</numerusform>
            <numerusform>{percent} – %n Laufwerke – Stickwright</numerusform>
        </translation>
    </message>
    <message>
        <source>{what}, at {place}. It will not boot.</source>
        <comment>several.failed</comment>
        <translation>{what}, bei {place}. Es startet nicht.</translation>
    </message>
    <message>
        <source>{what}. Don’t trust what is on it.</source>
        <comment>several.failed</comment>
        <translation>{what}. Verlassen Sie sich nicht auf den Inhalt.</translation>
    </message>
    <message>
        <source>{what}. It will not boot.</source>
        <comment>several.failed</comment>
        <translation>{what}. Es startet nicht.</translation>
    </message>
    <message>
        <source>{what}. Nothing was changed on it.</source>
        <comment>several.untouched</comment>
        <translation>{what}. Es wurde nichts daran verändert.</translation>
    </message>
</context>
<context>
    <name>telling</name>
    <message>
        <source>A drive shows up here as soon as the system sees it.</source>
        <comment>drive.notshown</comment>
        <translation>Ein Laufwerk erscheint hier, sobald das System es sieht.</translation>
    </message>
    <message>
        <source>A reader without a card shows nothing.</source>
        <comment>drive.notshown</comment>
        <translation>Ein Leser ohne Karte zeigt nichts.</translation>
    </message>
    <message>
        <source>Another port or cable</source>
        <comment>drive.notshown</comment>
        <translation>Anderer Anschluss, anderes Kabel</translation>
    </message>
    <message>
        <source>Back</source>
        <comment>keys</comment>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Card readers</source>
        <comment>drive.notshown</comment>
        <translation>Kartenleser</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <comment>keys</comment>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Choose or clear a drive</source>
        <comment>keys</comment>
        <translation>Laufwerk wählen oder abwählen</translation>
    </message>
    <message>
        <source>Close</source>
        <comment>sheet.close</comment>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close a sheet, leave a page; while writing: Stop…</source>
        <comment>keys</comment>
        <translation>Fenster schließen, Seite verlassen; beim Schreiben: Abbrechen…</translation>
    </message>
    <message>
        <source>Copy</source>
        <comment>about</comment>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy what the system sees</source>
        <comment>drive.notshown</comment>
        <translation>Kopieren, was das System sieht</translation>
    </message>
    <message>
        <source>Disks that are not offered</source>
        <comment>drive.hidden</comment>
        <translation>Nicht angebotene Laufwerke</translation>
    </message>
    <message>
        <source>Eject</source>
        <comment>keys</comment>
        <translation>Auswerfen</translation>
    </message>
    <message>
        <source>From the web…</source>
        <comment>keys</comment>
        <translation>Aus dem Netz…</translation>
    </message>
    <message>
        <source>How do we know?</source>
        <comment>keys</comment>
        <translation>Woher wissen wir das?</translation>
    </message>
    <message>
        <source>Inspect a copied file, path or address</source>
        <comment>keys</comment>
        <translation>Kopierte Datei, Pfad oder Adresse ansehen</translation>
    </message>
    <message>
        <source>It is plugged in but not shown</source>
        <comment>drive.notshown</comment>
        <translation>Eingesteckt, aber nicht zu sehen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <comment>menu.keys</comment>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Licence</source>
        <comment>about</comment>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Look for drives again</source>
        <comment>keys</comment>
        <translation>Neu nach Laufwerken suchen</translation>
    </message>
    <message>
        <source>Made by</source>
        <comment>about</comment>
        <translation>Gemacht von</translation>
    </message>
    <message>
        <source>Menu</source>
        <comment>keys</comment>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Move in the drive list</source>
        <comment>keys</comment>
        <translation>In der Laufwerksliste bewegen</translation>
    </message>
    <message>
        <source>Offer built-in disks until I close the window</source>
        <comment>drive.hidden</comment>
        <translation>Eingebaute Laufwerke anbieten, bis ich das Fenster schließe</translation>
    </message>
    <message>
        <source>Phones and cameras</source>
        <comment>drive.notshown</comment>
        <translation>Telefone und Kameras</translation>
    </message>
    <message>
        <source>Quit</source>
        <comment>keys</comment>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Say how the job stands</source>
        <comment>keys</comment>
        <translation>Sagen, wie weit es ist</translation>
    </message>
    <message>
        <source>Settings</source>
        <comment>keys</comment>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Several at once: all ordinary sticks</source>
        <comment>keys</comment>
        <translation>Mehrere auf einmal: alle gewöhnlichen Sticks</translation>
    </message>
    <message>
        <source>Several at once: none</source>
        <comment>keys</comment>
        <translation>Mehrere auf einmal: keinen</translation>
    </message>
    <message>
        <source>So that a slip of the hand can’t cost you your computer.</source>
        <comment>drive.hidden</comment>
        <translation>Damit ein Versehen Sie nicht Ihren Computer kostet.</translation>
    </message>
    <message>
        <source>Some of them are not drives.</source>
        <comment>drive.notshown</comment>
        <translation>Manche davon sind keine Laufwerke.</translation>
    </message>
    <message>
        <source>Straight on the computer, without a hub. Some cables only charge.</source>
        <comment>drive.notshown</comment>
        <translation>Direkt am Computer, ohne Hub. Manche Kabel laden nur.</translation>
    </message>
    <message>
        <source>They then need their name typed before they are erased.</source>
        <comment>drive.hidden</comment>
        <translation>Vor dem Löschen muss dann ihr Name eingegeben werden.</translation>
    </message>
    <message>
        <source>This list</source>
        <comment>keys</comment>
        <translation>Diese Liste</translation>
    </message>
    <message>
        <source>Translated by</source>
        <comment>about</comment>
        <translation>Übersetzt von</translation>
    </message>
    <message>
        <source>Turns a disk image into a bootable USB stick, and proves it.</source>
        <comment>about</comment>
        <translation>Macht aus einem Laufwerksabbild einen startfähigen USB-Stick, und weist es nach.</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <comment>about</comment>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Write…</source>
        <comment>keys</comment>
        <translation>Schreiben…</translation>
    </message>
    <message>
        <source>the Stickwright authors</source>
        <comment>about: after “Made by”</comment>
        <translation>den Autoren von Stickwright</translation>
    </message>
    <message>
        <source>the names of the translators</source>
        <comment>about: after “Translated by”</comment>
        <translation>den Autoren von Stickwright</translation>
    </message>
</context>
<context>
    <name>text</name>
    <message numerus="yes">
        <source>%n (byte|bytes)</source>
        <comment>a size</comment>
        <translation>
            <numerusform>%n Byte</numerusform>
            <numerusform>%n Byte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n (hour|hours)</source>
        <comment>time</comment>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n (minute|minutes)</source>
        <comment>time</comment>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n (second|seconds)</source>
        <comment>time</comment>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>d MMMM</source>
        <comment>pattern of a date, as Qt spells it: 3 August</comment>
        <translation>d. MMMM</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>pattern of a date: 3 August 2025</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <comment>3.91 of 6.20 GB</comment>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} Std. {minutes} Min.</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} Min. {seconds} s</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <comment>a speed: 41 MB/s</comment>
        <translation>{size}/s</translation>
    </message>
    <message>
        <source>{value}%</source>
        <comment>a percentage</comment>
        <translation>{value}&#xa0;%</translation>
    </message>
    <message>
        <source>{whole}½ hours</source>
        <comment>time</comment>
        <translation>{whole}½ Stunden</translation>
    </message>
    <message>
        <source>{whole}½ minutes</source>
        <comment>time</comment>
        <translation>{whole}½ Minuten</translation>
    </message>
</context>
<context>
    <name>tiles</name>
    <message>
        <source>(BIOS)</source>
        <comment>tile.here</comment>
        <translation>(BIOS)</translation>
    </message>
    <message>
        <source>(UEFI)</source>
        <comment>tile.here</comment>
        <translation>(UEFI)</translation>
    </message>
    <message>
        <source>(UEFI, Secure Boot off)</source>
        <comment>tile.here</comment>
        <translation>(UEFI, Secure Boot aus)</translation>
    </message>
    <message>
        <source>(UEFI, Secure Boot on)</source>
        <comment>tile.here</comment>
        <translation>(UEFI, Secure Boot an)</translation>
    </message>
    <message>
        <source>(only with “Legacy” or “CSM”)</source>
        <comment>tile.here</comment>
        <translation>(nur mit „Legacy“ oder „CSM“)</translation>
    </message>
    <message>
        <source>ARM computers</source>
        <comment>tile</comment>
        <translation>ARM-Computer</translation>
    </message>
    <message>
        <source>Booted in a test</source>
        <comment>tile</comment>
        <translation>In einem Test gestartet</translation>
    </message>
    <message>
        <source>Boots</source>
        <comment>tile</comment>
        <translation>Startet</translation>
    </message>
    <message>
        <source>CD only</source>
        <comment>tile</comment>
        <translation>Nur von CD</translation>
    </message>
    <message>
        <source>CD or DVD</source>
        <comment>tile</comment>
        <translation>CD oder DVD</translation>
    </message>
    <message>
        <source>Has to be off</source>
        <comment>tile</comment>
        <translation>Muss aus sein</translation>
    </message>
    <message>
        <source>May boot</source>
        <comment>tile</comment>
        <translation>Startet vielleicht</translation>
    </message>
    <message>
        <source>No boot files</source>
        <comment>tile</comment>
        <translation>Keine Startdateien</translation>
    </message>
    <message>
        <source>Not in this mode</source>
        <comment>tile</comment>
        <translation>Nicht in diesem Modus</translation>
    </message>
    <message>
        <source>Not signed</source>
        <comment>tile</comment>
        <translation>Nicht signiert</translation>
    </message>
    <message>
        <source>Not this image</source>
        <comment>tile</comment>
        <translation>Nicht dieses Abbild</translation>
    </message>
    <message>
        <source>Older BIOS PCs</source>
        <comment>tile</comment>
        <translation>Ältere BIOS-PCs</translation>
    </message>
    <message>
        <source>Revoked ({month})</source>
        <comment>tile: 2026-07</comment>
        <translation>Gesperrt ({month})</translation>
    </message>
    <message>
        <source>Secure Boot</source>
        <comment>tile</comment>
        <translation>Secure Boot</translation>
    </message>
    <message>
        <source>Should boot</source>
        <comment>tile.here</comment>
        <translation>Sollte starten</translation>
    </message>
    <message>
        <source>Signed by Microsoft</source>
        <comment>tile</comment>
        <translation>Von Microsoft signiert</translation>
    </message>
    <message>
        <source>Signed, 2023 key</source>
        <comment>tile</comment>
        <translation>Signiert, Schlüssel von 2023</translation>
    </message>
    <message>
        <source>This computer</source>
        <comment>tile</comment>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>This computer refuses this loader</source>
        <comment>tile.here</comment>
        <translation>Dieser Computer weist das Startprogramm zurück</translation>
    </message>
    <message>
        <source>Turn Secure Boot off first</source>
        <comment>tile.here</comment>
        <translation>Erst Secure Boot ausschalten</translation>
    </message>
    <message>
        <source>UEFI PCs</source>
        <comment>tile</comment>
        <translation>UEFI-PCs</translation>
    </message>
    <message>
        <source>Would not boot</source>
        <comment>tile.here</comment>
        <translation>Würde nicht starten</translation>
    </message>
</context>
<context>
    <name>tools</name>
    <message>
        <source>Back up a drive</source>
        <comment>tools.backup</comment>
        <translation>Laufwerk sichern</translation>
    </message>
    <message>
        <source>Browse an ISO and take single files out without writing it.</source>
        <comment>tools.inside</comment>
        <translation>Ein ISO durchsehen und einzelne Dateien herausholen, ohne es zu schreiben.</translation>
    </message>
    <message>
        <source>Check a download</source>
        <comment>tools.download</comment>
        <translation>Einen Download prüfen</translation>
    </message>
    <message>
        <source>Check a written drive</source>
        <comment>tools.compare</comment>
        <translation>Ein beschriebenes Laufwerk prüfen</translation>
    </message>
    <message>
        <source>Compare a stick with its image again, for example before an installation.</source>
        <comment>tools.compare</comment>
        <translation>Einen Stick noch einmal mit seinem Abbild vergleichen, etwa vor einer Installation.</translation>
    </message>
    <message>
        <source>Compute or compare the checksum of an image file.</source>
        <comment>tools.download</comment>
        <translation>Die Prüfsumme eines Abbilds berechnen oder vergleichen.</translation>
    </message>
    <message>
        <source>Erase it and format it for everyday files, at its full size.</source>
        <comment>tools.normal</comment>
        <translation>Löschen und für alltägliche Dateien formatieren, in voller Größe.</translation>
    </message>
    <message>
        <source>Everything here asks before it changes a drive.</source>
        <comment>tools.lead</comment>
        <translation>Alles hier fragt, bevor es ein Laufwerk ändert.</translation>
    </message>
    <message>
        <source>Find worn-out spots and fake sticks that claim more space than they have.</source>
        <comment>tools.test</comment>
        <translation>Abgenutzte Stellen finden und gefälschte Sticks, die mehr Platz behaupten, als sie haben.</translation>
    </message>
    <message>
        <source>Look inside an image</source>
        <comment>tools.inside</comment>
        <translation>In ein Abbild hineinsehen</translation>
    </message>
    <message>
        <source>Make a drive normal again</source>
        <comment>tools.normal</comment>
        <translation>Laufwerk wieder normal machen</translation>
    </message>
    <message>
        <source>Save everything on a stick, a card or a disc into one image file, compressed if you like.</source>
        <comment>tools.backup</comment>
        <translation>Alles auf einem Stick, einer Karte oder einer Disc in eine Abbilddatei sichern, auf Wunsch gepackt.</translation>
    </message>
    <message>
        <source>Test a drive</source>
        <comment>tools.test</comment>
        <translation>Laufwerk testen</translation>
    </message>
    <message>
        <source>Tools</source>
        <comment>tools.title</comment>
        <translation>Werkzeuge</translation>
    </message>
</context>
<context>
    <name>trying</name>
    <message>
        <source>A packed image is unpacked first.</source>
        <comment>try.begins</comment>
        <translation>Ein gepacktes Abbild wird vorher entpackt.</translation>
    </message>
    <message>
        <source>A virtual machine started it: {firmware}. Computers differ: yours may still say no.</source>
        <comment>try.booted: by which firmware</comment>
        <translation>Eine virtuelle Maschine hat es gestartet: {firmware}. Computer sind verschieden: Ihrer kann trotzdem Nein sagen.</translation>
    </message>
    <message>
        <source>Booted in a test</source>
        <comment>try.booted</comment>
        <translation>In einem Test gestartet</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>try.title</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Getting the virtual machine ready…</source>
        <comment>try.begins</comment>
        <translation>Die virtuelle Maschine wird vorbereitet…</translation>
    </message>
    <message>
        <source>It has a window of its own. Close that when you have seen enough.</source>
        <comment>try.runs</comment>
        <translation>Sie hat ein eigenes Fenster. Schließen Sie es, wenn Sie genug gesehen haben.</translation>
    </message>
    <message>
        <source>It starts as it would from a USB stick, in a window of its own and without a network. Nothing is changed: what it writes is thrown away. As which computer?</source>
        <comment>try.title</comment>
        <translation>Es startet wie von einem USB-Stick, in einem eigenen Fenster und ohne Netzwerk. Nichts wird verändert: was es schreibt, wird verworfen. Auf welchem Computer?</translation>
    </message>
    <message>
        <source>Newer PC (UEFI)</source>
        <comment>try.firmware</comment>
        <translation>Neuerer PC (UEFI)</translation>
    </message>
    <message>
        <source>Older PC (BIOS)</source>
        <comment>try.firmware</comment>
        <translation>Älterer PC (BIOS)</translation>
    </message>
    <message>
        <source>Switch it off</source>
        <comment>try.runs</comment>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>The virtual machine is running</source>
        <comment>try.runs</comment>
        <translation>Die virtuelle Maschine läuft</translation>
    </message>
    <message>
        <source>The virtual machine’s firmware started it, and it went on by itself. Computers differ: yours may still say no.</source>
        <comment>try.booted</comment>
        <translation>Die Firmware der virtuellen Maschine hat es gestartet, und von da an lief es selbst weiter. Computer sind verschieden: Ihrer kann trotzdem Nein sagen.</translation>
    </message>
    <message>
        <source>This computer can’t run it directly (no KVM), so all of it is emulated and slow.</source>
        <comment>try.slow</comment>
        <translation>Dieser Computer kann sie nicht direkt ausführen (kein KVM), deshalb wird alles nachgebildet und ist langsam.</translation>
    </message>
    <message>
        <source>To read {drive}, the desktop may ask for a password.</source>
        <comment>try.begins</comment>
        <translation>Um {drive} zu lesen, fragt die Arbeitsumgebung vielleicht nach einem Passwort.</translation>
    </message>
    <message>
        <source>Try it in a virtual machine</source>
        <comment>try.title</comment>
        <translation>In einer virtuellen Maschine ausprobieren</translation>
    </message>
    <message>
        <source>With Secure Boot</source>
        <comment>try.firmware</comment>
        <translation>Mit Secure Boot</translation>
    </message>
</context>
<context>
    <name>verdict</name>
    <message>
        <source>A plain copy of this Windows installer would not start from USB. A stick can be made of its files once one of them is converted.</source>
        <comment>verdict.convert</comment>
        <translation>Eine einfache Kopie dieses Windows-Installationsmediums würde nicht von USB starten. Aus seinen Dateien lässt sich ein Stick machen, sobald eine davon umgewandelt ist.</translation>
    </message>
    <message>
        <source>A plain copy would not start from USB, so the drive is formatted and the files are copied.</source>
        <comment>verdict.windows</comment>
        <translation>Eine einfache Kopie würde nicht von USB starten, darum wird das Laufwerk formatiert, und die Dateien werden kopiert.</translation>
    </message>
    <message>
        <source>Be careful with this image</source>
        <comment>verdict.package</comment>
        <translation>Vorsicht mit diesem Abbild</translation>
    </message>
    <message>
        <source>Boots on ARM computers</source>
        <comment>verdict.arm</comment>
        <translation>Startet auf ARM-Computern</translation>
    </message>
    <message>
        <source>Boots on ARM computers, in Windows mode</source>
        <comment>verdict.windows</comment>
        <translation>Startet auf ARM-Computern, im Windows-Modus</translation>
    </message>
    <message>
        <source>Boots on PCs and ARM computers</source>
        <comment>verdict.x64-arm</comment>
        <translation>Startet auf PCs und ARM-Computern</translation>
    </message>
    <message>
        <source>Boots on almost any PC</source>
        <comment>verdict.x64-bios-signed</comment>
        <translation>Startet auf fast jedem PC</translation>
    </message>
    <message>
        <source>Boots on few PCs</source>
        <comment>verdict.ia32</comment>
        <translation>Startet auf wenigen PCs</translation>
    </message>
    <message>
        <source>Boots on few PCs, in Windows mode</source>
        <comment>verdict.windows</comment>
        <translation>Startet auf wenigen PCs, im Windows-Modus</translation>
    </message>
    <message>
        <source>Boots on few computers</source>
        <comment>verdict.others</comment>
        <translation>Startet auf wenigen Computern</translation>
    </message>
    <message>
        <source>Boots on modern PCs</source>
        <comment>verdict.x64</comment>
        <translation>Startet auf modernen PCs</translation>
    </message>
    <message>
        <source>Boots on modern PCs with Secure Boot off</source>
        <comment>verdict.x64-off</comment>
        <translation>Startet auf modernen PCs ohne Secure Boot</translation>
    </message>
    <message>
        <source>Boots on modern PCs, in Windows mode</source>
        <comment>verdict.windows</comment>
        <translation>Startet auf modernen PCs, im Windows-Modus</translation>
    </message>
    <message>
        <source>Boots on most PCs</source>
        <comment>verdict.x64-bios</comment>
        <translation>Startet auf den meisten PCs</translation>
    </message>
    <message>
        <source>Boots on older PCs</source>
        <comment>verdict.bios</comment>
        <translation>Startet auf älteren PCs</translation>
    </message>
    <message>
        <source>For Macs</source>
        <comment>verdict.mac</comment>
        <translation>Für Macs</translation>
    </message>
    <message>
        <source>For {board}</source>
        <comment>verdict.board: Raspberry Pi 3, 4 and 5</comment>
        <translation>Für {board}</translation>
    </message>
    <message>
        <source>It can’t be unpacked to its end, so what it holds can’t be had. Download it again.</source>
        <comment>img.packed-damaged</comment>
        <translation>Sie lässt sich nicht bis zum Ende entpacken, also ist nicht an den Inhalt zu kommen. Laden Sie sie noch einmal herunter.</translation>
    </message>
    <message>
        <source>It can’t start a computer and looks like a package of programs for Windows. This is not a virus scan.</source>
        <comment>verdict.package</comment>
        <translation>Es kann keinen Computer starten und sieht nach einem Paket von Windows-Programmen aus. Das ist keine Virenprüfung.</translation>
    </message>
    <message>
        <source>It has boot code that this version does not know. It is written as an exact copy.</source>
        <comment>verdict.unknown-code</comment>
        <translation>Es hat Startcode, den diese Version nicht kennt. Geschrieben wird eine exakte Kopie.</translation>
    </message>
    <message>
        <source>It is a Windows installer: a plain copy would not start from USB.</source>
        <comment>verdict.windows</comment>
        <translation>Es ist ein Windows-Installationsmedium: Eine einfache Kopie würde nicht von USB starten.</translation>
    </message>
    <message>
        <source>It is made for CDs only: it has no boot record that a PC looks for on a USB drive. Ask its makers for a “hybrid” or USB image.</source>
        <comment>verdict.cd-only</comment>
        <translation>Es ist nur für CDs gemacht: Ihm fehlt der Startsektor, den ein PC auf einem USB-Laufwerk sucht. Fragen Sie den Hersteller nach einem „Hybrid“- oder USB-Abbild.</translation>
    </message>
    <message>
        <source>Its signed loader is on the list of revoked ones of {month}. A newer image helps, or Secure Boot off.</source>
        <comment>verdict.revoked: 2026-07</comment>
        <translation>Sein signiertes Startprogramm steht auf der Sperrliste von {month}. Ein neueres Abbild hilft, oder Secure Boot auszuschalten.</translation>
    </message>
    <message>
        <source>May boot</source>
        <comment>verdict.unknown-code</comment>
        <translation>Startet vielleicht</translation>
    </message>
    <message>
        <source>Modern PCs, Secure Boot on or off, and older ones.</source>
        <comment>verdict.x64-bios-signed</comment>
        <translation>Moderne PCs, mit und ohne Secure Boot, und ältere.</translation>
    </message>
    <message>
        <source>Modern UEFI PCs, and older ones.</source>
        <comment>verdict.x64-bios</comment>
        <translation>Moderne UEFI-PCs und ältere.</translation>
    </message>
    <message>
        <source>No operating system in it</source>
        <comment>verdict.files</comment>
        <translation>Kein Betriebssystem enthalten</translation>
    </message>
    <message>
        <source>Not for PCs.</source>
        <comment>verdict.mac</comment>
        <translation>Nicht für PCs.</translation>
    </message>
    <message>
        <source>Not for PCs. It starts from SD card or USB.</source>
        <comment>verdict.board</comment>
        <translation>Nicht für PCs. Es startet von SD-Karte oder USB.</translation>
    </message>
    <message>
        <source>Not on PCs with Intel or AMD processors.</source>
        <comment>verdict.arm</comment>
        <translation>Nicht auf PCs mit Prozessoren von Intel oder AMD.</translation>
    </message>
    <message>
        <source>Not on older BIOS PCs.</source>
        <comment>verdict.x64</comment>
        <translation>Nicht auf älteren BIOS-PCs.</translation>
    </message>
    <message>
        <source>Nothing in this file looks like a disk image: no boot code, no partitions, no files.</source>
        <comment>verdict.nothing</comment>
        <translation>Nichts in dieser Datei sieht nach einem Laufwerksabbild aus: kein Startcode, keine Partitionen, keine Dateien.</translation>
    </message>
    <message>
        <source>On a modern PC only if “Legacy” or “CSM” can be turned on.</source>
        <comment>verdict.bios</comment>
        <translation>Auf einem modernen PC nur, wenn sich „Legacy“ oder „CSM“ einschalten lässt.</translation>
    </message>
    <message>
        <source>On modern PCs, Secure Boot has to be turned off first.</source>
        <comment>verdict.off</comment>
        <translation>Auf modernen PCs muss zuerst Secure Boot ausgeschaltet werden.</translation>
    </message>
    <message>
        <source>Only on tablets and small PCs with 32-bit UEFI.</source>
        <comment>verdict.ia32</comment>
        <translation>Nur auf Tablets und kleinen PCs mit 32-Bit-UEFI.</translation>
    </message>
    <message>
        <source>Secure Boot on or off.</source>
        <comment>verdict.x64-signed</comment>
        <translation>Mit und ohne Secure Boot.</translation>
    </message>
    <message>
        <source>Some computers start from it, others don’t. “How do we know?” says why.</source>
        <comment>verdict.likely</comment>
        <translation>Manche Computer starten davon, andere nicht. „Woher wissen wir das?“ sagt, warum.</translation>
    </message>
    <message>
        <source>The download page was saved instead of the image. Download it again.</source>
        <comment>img.webpage</comment>
        <translation>Statt des Abbilds wurde die Download-Seite gespeichert. Laden Sie es noch einmal herunter.</translation>
    </message>
    <message>
        <source>The download was cut short: get it again.</source>
        <comment>img.truncated</comment>
        <translation>Der Download wurde abgebrochen: Laden Sie die Datei noch einmal herunter.</translation>
    </message>
    <message>
        <source>The image says it is {expected}, but the file ends at {found}. The download was cut short: get it again.</source>
        <comment>img.truncated</comment>
        <translation>Das Abbild gibt {expected} an, aber die Datei endet bei {found}. Der Download wurde abgebrochen: Laden Sie sie noch einmal herunter.</translation>
    </message>
    <message>
        <source>This Windows has nothing that UEFI starts, as Windows 7 and older: a stick with its files would not start either.</source>
        <comment>verdict.windows</comment>
        <translation>Dieses Windows hat nichts, was UEFI startet, wie Windows 7 und ältere: Auch ein Stick mit seinen Dateien würde nicht starten.</translation>
    </message>
    <message>
        <source>This file is damaged</source>
        <comment>img.packed-damaged</comment>
        <translation>Diese Datei ist beschädigt</translation>
    </message>
    <message>
        <source>This file is empty</source>
        <comment>img.empty</comment>
        <translation>Diese Datei ist leer</translation>
    </message>
    <message>
        <source>This file is not complete</source>
        <comment>img.truncated</comment>
        <translation>Diese Datei ist nicht vollständig</translation>
    </message>
    <message>
        <source>This image holds files, but nothing that starts a computer.</source>
        <comment>verdict.files</comment>
        <translation>Dieses Abbild enthält Dateien, aber nichts, was einen Computer startet.</translation>
    </message>
    <message>
        <source>This is a web page, not an image</source>
        <comment>img.webpage</comment>
        <translation>Das ist eine Webseite, kein Abbild</translation>
    </message>
    <message>
        <source>This is not a disk image</source>
        <comment>img.notimage</comment>
        <translation>Das ist kein Laufwerksabbild</translation>
    </message>
    <message>
        <source>This would not boot from USB</source>
        <comment>verdict.cd-only</comment>
        <translation>Das würde nicht von USB starten</translation>
    </message>
    <message>
        <source>Updated PCs may refuse it</source>
        <comment>verdict.revoked</comment>
        <translation>Aktuelle PCs weisen es vielleicht zurück</translation>
    </message>
    <message>
        <source>With Secure Boot on, only if the PC knows Microsoft’s 2023 key.</source>
        <comment>verdict.2023</comment>
        <translation>Mit Secure Boot nur, wenn der PC den Microsoft-Schlüssel von 2023 kennt.</translation>
    </message>
    <message>
        <source>a single-board computer</source>
        <comment>verdict.board</comment>
        <translation>einen Einplatinencomputer</translation>
    </message>
    <message>
        <source>{found} Choose an .iso or .img file.</source>
        <comment>img.notimage</comment>
        <translation>{found} Wählen Sie eine .iso- oder .img-Datei.</translation>
    </message>
</context>
<context>
    <name>web</name>
    <message>
        <source>A few megabytes are fetched, to see where it starts. Nothing is written.</source>
        <comment>web.asking</comment>
        <translation>Ein paar Megabyte werden geholt, um zu sehen, wo es startet. Geschrieben wird nichts.</translation>
    </message>
    <message>
        <source>Address of the image</source>
        <comment>screen reader</comment>
        <translation>Adresse des Abbilds</translation>
    </message>
    <message>
        <source>Asking {host}…</source>
        <comment>web.asking</comment>
        <translation>{host} wird gefragt…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>confirm.cancel</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <comment>web.asking</comment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Check the download</source>
        <comment>web.check</comment>
        <translation>Download prüfen</translation>
    </message>
    <message>
        <source>Check the download…</source>
        <comment>web.check</comment>
        <translation>Download prüfen…</translation>
    </message>
    <message>
        <source>Don’t keep</source>
        <comment>web.keep</comment>
        <translation>Nicht behalten</translation>
    </message>
    <message>
        <source>Don’t keep a copy</source>
        <comment>screen reader</comment>
        <translation>Keine Kopie behalten</translation>
    </message>
    <message>
        <source>Fetch it without protection</source>
        <comment>screen reader</comment>
        <translation>Ohne Schutz holen</translation>
    </message>
    <message>
        <source>Fetch without protection?</source>
        <comment>web.plain</comment>
        <translation>Ohne Schutz holen?</translation>
    </message>
    <message>
        <source>Fetched while it is written, and kept as {file}</source>
        <comment>web.keep</comment>
        <translation>Wird beim Schreiben geholt und als {file} behalten</translation>
    </message>
    <message>
        <source>Fetched while it is written; nothing stays here</source>
        <comment>web.from</comment>
        <translation>Wird beim Schreiben geholt; hier bleibt nichts</translation>
    </message>
    <message>
        <source>Fetched while it is written; only this part of it</source>
        <comment>web.part</comment>
        <translation>Wird beim Schreiben geholt, nur dieser Teil</translation>
    </message>
    <message>
        <source>From the web</source>
        <comment>web.sheet</comment>
        <translation>Aus dem Netz</translation>
    </message>
    <message>
        <source>From {host}</source>
        <comment>web.from</comment>
        <translation>Von {host}</translation>
    </message>
    <message>
        <source>From {host}, unprotected</source>
        <comment>web.from</comment>
        <translation>Von {host}, ungeschützt</translation>
    </message>
    <message>
        <source>Give one, or have it looked for</source>
        <comment>web.check</comment>
        <translation>Geben Sie sie an, oder lassen Sie suchen</translation>
    </message>
    <message>
        <source>Keep a copy of what is fetched</source>
        <comment>screen reader</comment>
        <translation>Eine Kopie dessen behalten, was geholt wird</translation>
    </message>
    <message>
        <source>Keep a copy…</source>
        <comment>web.keep</comment>
        <translation>Behalten…</translation>
    </message>
    <message>
        <source>Look at it</source>
        <comment>web.sheet</comment>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Look for a list</source>
        <comment>web.check</comment>
        <translation>Liste suchen</translation>
    </message>
    <message>
        <source>Look for a list on {host}</source>
        <comment>screen reader</comment>
        <translation>Liste auf {host} suchen</translation>
    </message>
    <message>
        <source>Looking for a list on {host}…</source>
        <comment>web.check</comment>
        <translation>Auf {host} wird eine Liste gesucht…</translation>
    </message>
    <message>
        <source>Of an archive only a part is fetched</source>
        <comment>web.part</comment>
        <translation>Aus einem Archiv wird nur ein Teil geholt</translation>
    </message>
    <message>
        <source>Paste the checksum from the download page, or have a list looked for beside the image. It is compared while the image is fetched.</source>
        <comment>web.check</comment>
        <translation>Fügen Sie die Prüfsumme von der Download-Seite ein, oder lassen Sie neben dem Abbild eine Liste suchen. Verglichen wird, während das Abbild geholt wird.</translation>
    </message>
    <message>
        <source>Signed by {key}, to be compared</source>
        <comment>web.check</comment>
        <translation>Signiert von {key}, wird verglichen</translation>
    </message>
    <message>
        <source>That is no address of a file on the web. It begins with https://.</source>
        <comment>web.sheet</comment>
        <translation>Das ist keine Adresse einer Datei im Netz. Sie beginnt mit https://.</translation>
    </message>
    <message>
        <source>The image goes straight to the drive while it is fetched. Only the address that you give is asked.</source>
        <comment>web.sheet</comment>
        <translation>Das Abbild geht beim Holen gleich auf das Laufwerk. Gefragt wird nur die Adresse, die Sie angeben.</translation>
    </message>
    <message>
        <source>The server has another file there now.</source>
        <comment>web.changed</comment>
        <translation>Der Server hat dort jetzt eine andere Datei.</translation>
    </message>
    <message>
        <source>This address begins with http: whoever is between you and {host} can see what you fetch, and put another image in its place. Nobody was asked yet.</source>
        <comment>web.plain</comment>
        <translation>Diese Adresse beginnt mit http: Wer zwischen Ihnen und {host} steht, kann sehen, was Sie holen, und ein anderes Abbild unterschieben. Noch wurde niemand gefragt.</translation>
    </message>
    <message>
        <source>Try again</source>
        <comment>web.again</comment>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Try https</source>
        <comment>web.plain</comment>
        <translation>https versuchen</translation>
    </message>
    <message>
        <source>Use http</source>
        <comment>web.plain</comment>
        <translation>http verwenden</translation>
    </message>
    <message>
        <source>Will be compared while it is fetched</source>
        <comment>web.check</comment>
        <translation>Wird beim Holen verglichen</translation>
    </message>
    <message>
        <source>from {host}</source>
        <comment>web.from</comment>
        <translation>von {host}</translation>
    </message>
    <message>
        <source>{host} has no list beside it that names it</source>
        <comment>web.check</comment>
        <translation>{host} hat daneben keine Liste, in der es steht</translation>
    </message>
</context>
<context>
    <name>work</name>
    <message>
        <source>About {time} left</source>
        <comment>write.left</comment>
        <translation>Noch etwa {time}</translation>
    </message>
    <message>
        <source>About {time} left, check included</source>
        <comment>write.left</comment>
        <translation>Noch etwa {time}, Prüfung inbegriffen</translation>
    </message>
    <message>
        <source>Almost done</source>
        <comment>write.left</comment>
        <translation>Fast fertig</translation>
    </message>
    <message>
        <source>Average</source>
        <comment>figure</comment>
        <translation>Durchschnitt</translation>
    </message>
    <message>
        <source>Cheap sticks do this when they tidy up. Waiting longer often helps; so does another USB port.</source>
        <comment>write.stall</comment>
        <translation>Das machen billige Sticks beim Aufräumen. Oft hilft es, länger zu warten; ein anderer USB-Anschluss auch.</translation>
    </message>
    <message>
        <source>Check</source>
        <comment>stage</comment>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Checking every byte</source>
        <comment>check.title</comment>
        <translation>Jedes Byte wird geprüft</translation>
    </message>
    <message>
        <source>Checking that the drive is as it was left</source>
        <comment>undo.compare</comment>
        <translation>Nachsehen, ob das Laufwerk so ist, wie es hinterlassen wurde</translation>
    </message>
    <message>
        <source>Clearing the start and the end of the drive</source>
        <comment>prep.blank</comment>
        <translation>Anfang und Ende des Laufwerks werden geleert</translation>
    </message>
    <message>
        <source>Closing what is open on the drive</source>
        <comment>prep.unmount</comment>
        <translation>Schließt, was auf dem Laufwerk offen ist</translation>
    </message>
    <message>
        <source>Comparing what is on the drive already: {done}</source>
        <comment>resume.compare</comment>
        <translation>Vergleichen, was schon auf dem Laufwerk ist: {done}</translation>
    </message>
    <message>
        <source>Disks that are far away or wearing out do this. Waiting longer often helps; the drive is all right.</source>
        <comment>write.stall</comment>
        <translation>Das tun Datenträger, die weit weg sind oder verschleißen. Länger warten hilft oft; mit dem Laufwerk ist alles in Ordnung.</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <comment>figure</comment>
        <translation>Vergangen</translation>
    </message>
    <message>
        <source>Finish</source>
        <comment>stage</comment>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Finishing</source>
        <comment>finish.title</comment>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>It is still the same drive.</source>
        <comment>fail.sleep</comment>
        <translation>Es ist noch dasselbe Laufwerk.</translation>
    </message>
    <message>
        <source>It is still the same drive. All of it is checked.</source>
        <comment>fail.sleep</comment>
        <translation>Es ist noch dasselbe Laufwerk. Alles darauf wird geprüft.</translation>
    </message>
    <message>
        <source>Keep the drive plugged in. You can go on using your computer.</source>
        <comment>write.foot</comment>
        <translation>Lassen Sie das Laufwerk eingesteckt. Sie können den Computer weiter benutzen.</translation>
    </message>
    <message>
        <source>Nothing has come from {host} for {time}</source>
        <comment>web.stall</comment>
        <translation>Seit {time} kommt nichts von {host}</translation>
    </message>
    <message>
        <source>Now</source>
        <comment>figure</comment>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Prepare</source>
        <comment>stage</comment>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>Preparing</source>
        <comment>prep.title</comment>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>Put back</source>
        <comment>stage</comment>
        <translation>Zurückschreiben</translation>
    </message>
    <message>
        <source>Putting back</source>
        <comment>undo.title</comment>
        <translation>Zurückschreiben</translation>
    </message>
    <message>
        <source>Read back</source>
        <comment>figure</comment>
        <translation>Zurückgelesen</translation>
    </message>
    <message>
        <source>Reading the drive back and comparing it with the image. Keep it plugged in.</source>
        <comment>check.foot</comment>
        <translation>Das Laufwerk wird zurückgelesen und mit dem Abbild verglichen. Lassen Sie es eingesteckt.</translation>
    </message>
    <message>
        <source>Skip the check…</source>
        <comment>skip.title</comment>
        <translation>Prüfung überspringen…</translation>
    </message>
    <message>
        <source>Skipping…</source>
        <comment>skip.title</comment>
        <translation>Wird übersprungen…</translation>
    </message>
    <message>
        <source>Stage {number} of {count}: {name}</source>
        <comment>screen reader</comment>
        <translation>Schritt {number} von {count}: {name}</translation>
    </message>
    <message>
        <source>Stopping. Waiting for the drive…</source>
        <comment>stop.waiting</comment>
        <translation>Wird abgebrochen. Warten auf das Laufwerk…</translation>
    </message>
    <message>
        <source>Stopping. Waiting for the image’s disk…</source>
        <comment>stop.waiting</comment>
        <translation>Wird abgebrochen. Warten auf den Datenträger des Abbilds…</translation>
    </message>
    <message>
        <source>Stop…</source>
        <comment>stop.title</comment>
        <translation>Abbrechen…</translation>
    </message>
    <message>
        <source>The computer slept meanwhile</source>
        <comment>fail.sleep</comment>
        <translation>Der Computer war zwischendurch im Ruhezustand</translation>
    </message>
    <message>
        <source>The drive has not answered for {time}</source>
        <comment>write.stall</comment>
        <translation>Das Laufwerk antwortet seit {time} nicht</translation>
    </message>
    <message>
        <source>The drive is being checked from the start.</source>
        <comment>fail.sleep</comment>
        <translation>Das Laufwerk wird von Anfang an geprüft.</translation>
    </message>
    <message>
        <source>The drive is not answering. Waiting…</source>
        <comment>write.stall</comment>
        <translation>Das Laufwerk antwortet nicht. Warten…</translation>
    </message>
    <message>
        <source>The file is on a slow disk</source>
        <comment>img.slow</comment>
        <translation>Die Datei liegt auf einem langsamen Datenträger</translation>
    </message>
    <message>
        <source>The image’s disk has not answered for {time}</source>
        <comment>write.stall</comment>
        <translation>Der Datenträger des Abbilds antwortet seit {time} nicht</translation>
    </message>
    <message>
        <source>The image’s disk is not answering. Waiting…</source>
        <comment>write.stall</comment>
        <translation>Der Datenträger des Abbilds antwortet nicht. Warten…</translation>
    </message>
    <message>
        <source>The size of the image shows only at its end</source>
        <comment>write.left</comment>
        <translation>Wie groß das Abbild ist, zeigt sich erst an seinem Ende</translation>
    </message>
    <message>
        <source>Waiting for permission…</source>
        <comment>bar.waiting</comment>
        <translation>Warten auf die Berechtigung…</translation>
    </message>
    <message>
        <source>Waiting until the drive has stored everything</source>
        <comment>write.sync</comment>
        <translation>Warten, bis das Laufwerk alles gespeichert hat</translation>
    </message>
    <message>
        <source>When it answers again, writing goes on. If it does not, the drive is left unfinished.</source>
        <comment>web.stall</comment>
        <translation>Wenn er wieder antwortet, geht das Schreiben weiter. Sonst bleibt das Laufwerk unfertig.</translation>
    </message>
    <message>
        <source>Working out how long it takes</source>
        <comment>write.left</comment>
        <translation>Die Dauer wird ermittelt</translation>
    </message>
    <message>
        <source>Write</source>
        <comment>stage</comment>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Writing</source>
        <comment>write.title</comment>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Writing can’t be faster than {speed}.</source>
        <comment>img.slow</comment>
        <translation>Schneller als mit {speed} kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Written</source>
        <comment>figure</comment>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>{drive} – Stickwright</source>
        <comment>title</comment>
        <translation>{drive} – Stickwright</translation>
    </message>
    <message>
        <source>{host} is not answering. Waiting…</source>
        <comment>web.stall</comment>
        <translation>{host} antwortet nicht. Warten…</translation>
    </message>
    <message>
        <source>{percent} – {drive} – Stickwright</source>
        <comment>title</comment>
        <translation>{percent} – {drive} – Stickwright</translation>
    </message>
    <message>
        <source>{speed}, {done}, {left}</source>
        <comment>screen reader</comment>
        <translation>{speed}, {done}, {left}</translation>
    </message>
    <message>
        <source>–</source>
        <comment>figure: no value yet</comment>
        <translation>–</translation>
    </message>
</context>
</TS>
