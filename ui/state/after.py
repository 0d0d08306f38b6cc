"""From one state to the next: the only way. Pure; told the time from outside."""

from collections.abc import Callable
from typing import Any

from ui import intents
from ui.intents import Intent
from ui.state import (
    Page,
    State,
    after_answers,
    after_backup,
    after_batch,
    after_burn,
    after_checksum,
    after_convert,
    after_drives,
    after_end,
    after_format,
    after_image,
    after_inside,
    after_job,
    after_media_check,
    after_mounting,
    after_probe,
    after_rest,
    after_settings,
    after_stop,
    after_ticks,
    after_tools,
    after_trying,
    after_undo,
    after_web,
    happenings,
)
from ui.state.batch import Batch
from ui.state.happenings import Happening
from ui.state.image import QUIET, Reading
from ui.state.turn import Turn


def _entered(state: State, intent: intents.FieldEntered, now: float) -> Turn:
    """In the field of the sheet that is open."""
    if intent.sheet == after_answers.FIELD:
        return after_answers.entered(state, intent, now)
    if intent.sheet == after_format.FIELD:
        return after_format.entered(state, intent, now)
    if intent.sheet == after_web.FIELD:
        return after_web.entered(state, intent, now)
    return after_checksum.entered(state, intent, now)


_TURNS: dict[type[Intent | Happening], Callable[[State, Any, float], Turn]] = {
    intents.ChooseFile: after_image.ask_for_file,
    intents.OpenFile: after_image.open_file,
    intents.DragEntered: after_image.drag_entered,
    intents.DragLeft: after_image.drag_left,
    intents.Dropped: after_image.dropped,
    intents.Pasted: after_image.pasted,
    intents.ShowMembers: after_image.show_members,
    intents.OpenMember: after_image.open_member,
    intents.StopReading: after_image.stop_reading,
    intents.FromWeb: after_web.from_web,
    intents.FetchPlain: after_web.fetch_plain,
    intents.FetchSafely: after_web.fetch_safely,
    intents.FetchAgain: after_web.fetch_again,
    intents.LookForLists: after_web.look_for_lists,
    intents.KeepCopy: after_web.keep_copy,
    intents.KeepNone: after_web.keep_none,
    happenings.ListsNotFound: after_web.lists_not_found,
    happenings.CopyChosen: after_web.copy_chosen,
    intents.ShowEvidence: after_image.show_evidence,
    intents.LookInside: after_inside.look_inside,
    intents.OpenFolder: after_inside.open_folder,
    intents.Seek: after_inside.seek,
    intents.ChooseFiles: after_inside.choose,
    intents.TakeOut: after_inside.take_out,
    intents.CarryOut: after_inside.carry_out,
    intents.StopTaking: after_inside.stop,
    intents.TakeAnyway: after_inside.take_anyway,
    intents.ShowLeftOut: after_inside.show_left_out,
    intents.Mount: after_mounting.mount,
    intents.MountAnyway: after_mounting.mount_anyway,
    intents.Unmount: after_mounting.unmount,
    intents.ShowMounts: after_mounting.show_mounts,
    intents.UnmountAll: after_mounting.unmount_all,
    happenings.MountsListed: after_mounting.listed,
    happenings.MountsFound: after_mounting.found,
    happenings.MountRefused: after_mounting.refused,
    happenings.InsideOpened: after_inside.opened,
    happenings.InsideRefused: after_inside.refused,
    happenings.FolderListed: after_inside.listed,
    happenings.FilesFound: after_inside.found,
    happenings.FileSeen: after_inside.seen,
    happenings.FolderChosen: after_inside.folder_chosen,
    happenings.TakingMoved: after_inside.moved,
    happenings.TakingEnded: after_inside.ended,
    intents.PasteChecksum: after_checksum.paste,
    intents.FieldEntered: _entered,
    intents.ShowOptions: after_format.show_options,
    happenings.RestFound: after_rest.found,
    happenings.LackingFound: after_probe.lacking_found,
    happenings.AnswersRead: after_rest.answers_read,
    happenings.AnswersNotRead: after_rest.answers_not_read,
    intents.ShowAnswers: after_answers.show_file,
    happenings.RegionFound: after_answers.region_found,
    intents.ShowChecksum: after_checksum.show,
    intents.CompareChecksum: after_checksum.compare,
    intents.StopChecksum: after_checksum.stop,
    intents.LookForDamage: after_media_check.begin,
    intents.AskToConvert: after_convert.ask,
    intents.Convert: after_convert.begin,
    intents.StopConverting: after_convert.stop,
    happenings.ConvertedSoFar: after_convert.so_far,
    happenings.Converted: after_convert.done,
    happenings.NotConverted: after_convert.failed,
    happenings.ChecksumsFound: after_checksum.found,
    happenings.SummedSoFar: after_checksum.so_far,
    happenings.SummedUp: after_checksum.summed_up,
    happenings.SummingFailed: after_checksum.failed,
    happenings.LookingSoFar: after_media_check.so_far,
    happenings.DamageLookedFor: after_media_check.done,
    happenings.LookingFailed: after_media_check.failed,
    happenings.Looked: after_image.looked,
    happenings.HandedOver: after_image.handed_over,
    happenings.ImageInspected: after_tools.inspected,
    happenings.ImageRefused: after_image.refused,
    happenings.ImageLocated: after_image.located,
    happenings.CameBack: after_image.came_back,
    happenings.ImageDiffers: after_image.differs,
    intents.ChooseDrive: after_drives.choose,
    intents.SeveralAtOnce: after_ticks.several_at_once,
    intents.TickDrive: after_ticks.tick,
    intents.TickAll: after_ticks.tick_all,
    intents.TickNone: after_ticks.tick_none,
    intents.LookForDrives: after_drives.look_for_drives,
    intents.WhyNotOffered: after_drives.why_not_offered,
    intents.WhyNotShown: after_drives.why_not_shown,
    intents.TryWithoutStick: after_drives.try_without_stick,
    happenings.UnfinishedFound: after_drives.unfinished_found,
    happenings.DrivesSeen: after_drives.drives_seen,
    happenings.StickChosen: after_drives.stick_chosen,
    happenings.StickMade: after_drives.stick_made,
    happenings.StickRefused: after_drives.stick_refused,
    intents.BackUp: after_backup.back_up,
    intents.ChooseBackupFile: after_backup.choose_file,
    happenings.BackupFileChosen: after_backup.file_chosen,
    intents.Write: after_job.write,
    intents.WriteAgain: after_job.write_again,
    intents.Confirmed: after_job.confirmed,
    intents.CheckNow: after_job.check_now,
    intents.PutBack: after_undo.put_back_asked,
    intents.PutBackConfirmed: after_undo.put_back_confirmed,
    happenings.JobMoved: after_job.moved,
    happenings.JobEnded: after_job.ended,
    happenings.BatchMoved: after_batch.moved,
    happenings.MemberEnded: after_batch.member_ended,
    happenings.BatchRefused: after_batch.refused,
    intents.StopWaiting: after_stop.stop_waiting,
    intents.StopAsked: after_stop.stop_asked,
    intents.StopConfirmed: after_stop.stop_confirmed,
    intents.SkipAsked: after_stop.skip_asked,
    intents.SkipConfirmed: after_stop.skip_confirmed,
    intents.Quit: after_stop.quit_asked,
    intents.QuitConfirmed: after_stop.quit_confirmed,
    intents.Eject: after_end.eject,
    intents.WriteAnother: after_end.leave,
    intents.ChooseAnotherDrive: after_end.leave,
    intents.CloseResult: after_end.leave,
    intents.ShowDetails: after_end.show_details,
    intents.SaveReport: after_end.save_report,
    intents.SaveLog: after_end.save_log,
    intents.OtherComputer: after_end.other_computer,
    intents.ShowKeys: after_end.show_keys,
    intents.ShowAbout: after_end.show_about,
    intents.Dismiss: after_end.dismiss,
    intents.ShowSettings: after_settings.show_settings,
    intents.SettingChanged: after_settings.setting_changed,
    intents.Back: after_tools.back,
    intents.ShowTools: after_tools.show_tools,
    intents.OpenTool: after_tools.open_tool,
    intents.ProbeDrive: after_tools.probe_drive,
    intents.ChooseProbe: after_probe.choose_probe,
    intents.UseGoodPart: after_probe.use_good_part,
    intents.NameDrive: after_format.name_drive,
    happenings.ImagesFound: after_settings.images_found,
    happenings.SoundsFound: after_settings.sounds_found,
    happenings.SettingsKept: after_settings.kept,
    intents.Speak: after_end.speak,
    happenings.DriveEjected: after_end.ejected,
    happenings.PlacesFound: after_end.places_found,
    happenings.ReportWritten: after_end.report_written,
    intents.TryInMachine: after_trying.try_it,
    intents.TryBy: after_trying.try_by,
    intents.StopTrying: after_trying.stop,
    happenings.TrySlow: after_trying.slow,
    happenings.TryRuns: after_trying.runs,
    happenings.TryEnded: after_trying.ended,
    intents.BurnToDisc: after_burn.open_page,
    intents.Simulate: after_burn.simulate,
    happenings.DiscDrivesFound: after_burn.drives_found,
    happenings.NothingBurns: after_burn.nothing_burns,
    happenings.DiscSeen: after_burn.disc_seen,
    happenings.BurnMoved: after_burn.moved,
    happenings.BurnEnded: after_burn.ended,
    happenings.Ticked: after_end.ticked,
}

# With several drives these mean one of them, or all.
_OF_SEVERAL: dict[type[Intent | Happening], Callable[[State, Any, float], Turn]] = {
    intents.StopAsked: after_batch.stop_asked,
    intents.StopConfirmed: after_batch.stop_confirmed,
    intents.Quit: after_batch.quit_asked,
    intents.QuitConfirmed: after_batch.quit_confirmed,
    intents.Eject: after_batch.eject,
    intents.ShowDetails: after_batch.show_details,
    intents.WriteAnother: after_batch.leave,
    intents.CloseResult: after_batch.leave,
    happenings.DriveEjected: after_batch.ejected,
}


def after(state: State, message: Intent | Happening, now: float) -> Turn:
    """The next state and what to do. What this version has no action for changes nothing."""
    turn = _OF_SEVERAL.get(type(message)) if isinstance(state.job, Batch) else None
    turn = after_burn.ON_PAGE.get(type(message)) if state.page is Page.BURN else turn
    turn = turn or _TURNS.get(type(message))
    if turn is None:
        return Turn(state)
    next_turn = turn(state, message, now)
    listed = after_drives.listed_anew(state, next_turn.state, now)
    return Turn(after_burn.as_shown(listed), next_turn.effects)


def handled() -> frozenset[type[Intent | Happening]]:
    """What has an action."""
    return frozenset(_TURNS)


def next_change(state: State, now: float) -> float | None:
    """When the screen changes by itself, without anything happening."""
    times = [state.drives.next_change(now)]
    if isinstance(state.image, Reading):
        times.append(state.image.since + QUIET)
    return min((time for time in times if time is not None and time > now), default=None)
