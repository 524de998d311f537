<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AccessBadge</name>
    <message>
        <source>Engineer</source>
        <translation>엔지니어</translation>
    </message>
    <message>
        <source>The setup is unlocked. Click to lock it</source>
        <translation>설정 잠금이 해제되어 있습니다. 클릭하면 잠급니다</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>운전원</translation>
    </message>
    <message>
        <source>The setup is locked. Click to unlock it</source>
        <translation>설정이 잠겨 있습니다. 클릭하면 잠금을 해제합니다</translation>
    </message>
</context>
<context>
    <name>AlarmGuidance</name>
    <message>
        <source>What it means and what to do</source>
        <translation>의미와 조치</translation>
    </message>
    <message>
        <source>{severity}, over</source>
        <translation>{severity}, 해제됨</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>{time}부터</translation>
    </message>
</context>
<context>
    <name>AlarmHistoryModel</name>
    <message>
        <source>Raised</source>
        <translation>발생</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>심각도</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>알람</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>해제</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>지속 시간</translation>
    </message>
    <message>
        <source>{time} by {who}</source>
        <translation>{time}, {who}</translation>
    </message>
    <message>
        <source>not before {time}, the end of the program</source>
        <translation>{time}(프로그램 종료)까지 해제 안 됨</translation>
    </message>
    <message>
        <source>stands</source>
        <translation>발생 중</translation>
    </message>
</context>
<context>
    <name>AlarmLine</name>
    <message>
        <source>Ac&amp;knowledge</source>
        <translation>확인(&amp;K)</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>알람 없음</translation>
    </message>
    <message>
        <source>+ {count} more</source>
        <translation>외 {count}건</translation>
    </message>
    <message>
        <source>{severity}, over</source>
        <translation>{severity}, 해제됨</translation>
    </message>
    <message>
        <source>over since {time}</source>
        <translation>{time}에 해제됨</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>{time}부터</translation>
    </message>
    <message>
        <source>{severity}, acknowledged</source>
        <translation>{severity}, 확인함</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>알람</translation>
    </message>
    <message>
        <source>Every alarm is acknowledged; each goes away when its cause does</source>
        <translation>모든 알람을 확인했습니다. 원인이 사라지면 알람도 사라집니다</translation>
    </message>
    <message>
        <source>Say that you have seen this alarm</source>
        <translation>이 알람을 보았음을 표시합니다</translation>
    </message>
</context>
<context>
    <name>AlarmModel</name>
    <message>
        <source>Severity</source>
        <translation>심각도</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>알람</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>발생 시각</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>over since {time}, not acknowledged</source>
        <translation>{time}에 해제됨, 확인 안 함</translation>
    </message>
    <message>
        <source>not acknowledged</source>
        <translation>확인 안 함</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>확인함</translation>
    </message>
    <message>
        <source>acknowledged by {who}, {time}</source>
        <translation>{who} 확인, {time}</translation>
    </message>
</context>
<context>
    <name>Alarms</name>
    <message>
        <source>Free space on it, or delete backup files whose rows are stored. When it is full, rows that the historian does not take have no place any more; polling goes on in any case.</source>
        <translation>디스크 공간을 확보하거나, 행이 모두 저장된 백업 파일을 삭제하십시오. 디스크가 가득 차면 히스토리안에 저장하지 못한 행을 둘 곳이 없어집니다. 폴링은 어떤 경우에도 계속됩니다.</translation>
    </message>
    <message>
        <source>Free space on the disk of the data folder and of the backup folder and check that they can be written; it goes on by itself then.</source>
        <translation>데이터 폴더와 백업 폴더의 디스크 공간을 확보하고 쓰기가 가능한지 확인하십시오. 그러면 자동으로 계속됩니다.</translation>
    </message>
    <message>
        <source>Only {size} MB are free on the disk of {folder}</source>
        <translation>{folder}의 디스크 여유 공간이 {size} MB뿐입니다</translation>
    </message>
    <message>
        <source>Rows wait in memory: neither the historian nor the disk takes them</source>
        <translation>행이 메모리에서 대기 중입니다. 히스토리안에도 디스크에도 저장할 수 없습니다</translation>
    </message>
    <message>
        <source>When the buffer is full the oldest rows are lost.</source>
        <translation>버퍼가 가득 차면 가장 오래된 행부터 유실됩니다.</translation>
    </message>
    <message>
        <source>The disk refuses CSV backup files, and the historian takes no rows</source>
        <translation>디스크에 CSV 백업 파일을 쓸 수 없고, 히스토리안에도 행을 저장할 수 없습니다</translation>
    </message>
    <message>
        <source>The rows are in the journal and wait there.</source>
        <translation>행은 저널에 있으며 그곳에서 대기합니다.</translation>
    </message>
    <message>
        <source>The disk refuses the journal: what is read is in memory only</source>
        <translation>디스크에 저널을 쓸 수 없습니다. 읽은 값이 메모리에만 있습니다</translation>
    </message>
    <message>
        <source>A crash or a power failure would lose it, until the historian has taken it.</source>
        <translation>히스토리안에 저장되기 전에 프로그램이 비정상 종료되거나 정전되면 유실됩니다.</translation>
    </message>
    <message>
        <source>Check the cable, the PLC&apos;s power and its port&apos;s settings. Meanwhile its tags are recorded as BAD; reading goes on by itself as soon as it answers.</source>
        <translation>케이블, PLC 전원, 포트 설정을 확인하십시오. 그동안 이 PLC의 태그는 BAD로 기록됩니다. PLC가 응답하면 읽기는 자동으로 계속됩니다.</translation>
    </message>
    <message>
        <source>A machine may be waiting; it goes on by itself as soon as it can.</source>
        <translation>설비가 대기하고 있을 수 있습니다. 가능해지면 자동으로 계속됩니다.</translation>
    </message>
    <message>
        <source>PLC {plc} does not answer fast enough for all that is read from it.</source>
        <translation>PLC {plc}의 응답이 느려 필요한 데이터를 모두 읽지 못합니다.</translation>
    </message>
    <message>
        <source>Set a longer interval, or take tags out; the Groups page and &apos;hmi plan&apos; show what each group costs. The other polls are complete, and nothing is read late.</source>
        <translation>주기를 늘리거나 태그를 줄이십시오. 그룹 페이지와 &apos;hmi plan&apos;에서 그룹별 부하를 볼 수 있습니다. 나머지 폴링은 완전하며 늦게 읽는 것은 없습니다.</translation>
    </message>
    <message>
        <source>PLC {plc} cannot be read</source>
        <translation>PLC {plc}을(를) 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Not every group is read: {groups} could not be started</source>
        <translation>읽지 않는 그룹이 있습니다: {groups}개를 시작하지 못했습니다</translation>
    </message>
    <message>
        <source>No more groups may run at once; the Groups page names those that do not.</source>
        <translation>동시에 실행할 수 있는 그룹 수를 다 썼습니다. 실행되지 않는 그룹은 그룹 페이지에 있습니다.</translation>
    </message>
    <message>
        <source>Raise the limit (Setup, Program) and start Lineside again, or stop groups that are not needed and start these.</source>
        <translation>한도를 올리고(설정, 프로그램) Lineside를 다시 시작하거나, 필요 없는 그룹을 정지하고 이 그룹을 시작하십시오.</translation>
    </message>
    <message>
        <source>Group {group}: the handshake with PLC {plc} brings no values</source>
        <translation>그룹 {group}: PLC {plc}와(과)의 핸드셰이크에서 값을 얻지 못합니다</translation>
    </message>
    <message>
        <source>Group {group}: the handshake with PLC {plc} does not go on</source>
        <translation>그룹 {group}: PLC {plc}와(과)의 핸드셰이크가 진행되지 않습니다</translation>
    </message>
    <message>
        <source>Group {group} cannot keep its interval of {ms} ms: {share} % of its polls are left out</source>
        <translation>그룹 {group}: 주기 {ms} ms를 지킬 수 없습니다. 폴링의 {share} %를 건너뜁니다</translation>
    </message>
    <message>
        <source>A poll takes {ms} ms.</source>
        <translation>폴링 한 번에 {ms} ms가 걸립니다.</translation>
    </message>
    <message>
        <source>Its work stands still; the others go on. hmi.log has what it was doing. If it does not go on by itself within a minute, close the program and start it again, and report it with the log.</source>
        <translation>이 워커의 작업이 멈춰 있고 나머지는 계속됩니다. hmi.log에 하던 작업이 기록되어 있습니다. 1분 안에 자동으로 계속되지 않으면 프로그램을 종료했다가 다시 시작하고, 로그와 함께 신고하십시오.</translation>
    </message>
    <message>
        <source>It works again. Report it with hmi.log: this is a fault of the program.</source>
        <translation>다시 동작합니다. 프로그램의 결함이므로 hmi.log와 함께 신고하십시오.</translation>
    </message>
    <message>
        <source>Check the PC&apos;s time synchronisation. Polling was not disturbed.</source>
        <translation>PC의 시각 동기화를 확인하십시오. 폴링에는 영향이 없었습니다.</translation>
    </message>
    <message>
        <source>Readings go on with the time as it was before. If the clock is wrong, set it right: it is followed again by itself. If it is right, or the PC slept, acknowledge this alarm, and times follow it.</source>
        <translation>읽기는 이전 시각을 기준으로 계속됩니다. 시계가 틀렸으면 맞추십시오. 그러면 자동으로 다시 따릅니다. 시계가 맞거나 PC가 절전 상태였으면 이 알람을 확인하십시오. 그러면 시각이 시계를 따릅니다.</translation>
    </message>
    <message>
        <source>Times of readings never go back: they stand still, 1 us apart, until the clock has caught up. If it is wrong, set it right. If the earlier readings&apos; time was wrong, give their groups new names: those begin with the time of now. polling.log names the groups.</source>
        <translation>읽은 시각은 뒤로 가지 않습니다. 시계가 따라잡을 때까지 1 us 간격으로 멈춰 있습니다. 시계가 틀렸으면 맞추십시오. 이전에 읽은 시각이 틀렸으면 해당 그룹에 새 이름을 지정하십시오. 새 이름의 그룹은 현재 시각부터 시작합니다. 해당 그룹은 polling.log에 있습니다.</translation>
    </message>
    <message>
        <source>Worker &apos;{worker}&apos; has given no sign of life for {time}</source>
        <translation>워커 &apos;{worker}&apos;: {time} 동안 동작 신호가 없습니다</translation>
    </message>
    <message>
        <source>Worker &apos;{worker}&apos; died or hung and was started again, once since the start</source>
        <translation>워커 &apos;{worker}&apos;: 중단되거나 멈춰 다시 시작했습니다. 시작 이후 1회</translation>
    </message>
    <message>
        <source>Worker &apos;{worker}&apos; died or hung and was started again, {times} times since the start</source>
        <translation>워커 &apos;{worker}&apos;: 중단되거나 멈춰 다시 시작했습니다. 시작 이후 {times}회</translation>
    </message>
    <message>
        <source>See hmi.log.</source>
        <translation>hmi.log를 확인하십시오.</translation>
    </message>
    <message>
        <source>The clock of this PC was set back by {time}</source>
        <translation>이 PC의 시계가 {time} 뒤로 돌아갔습니다</translation>
    </message>
    <message>
        <source>Times of readings never go back: they stand still until the clock has caught up.</source>
        <translation>읽은 시각은 뒤로 가지 않습니다. 시계가 따라잡을 때까지 멈춰 있습니다.</translation>
    </message>
    <message>
        <source>The clock of this PC went forward by {time}</source>
        <translation>이 PC의 시계가 {time} 앞으로 갔습니다</translation>
    </message>
    <message>
        <source>It was set, or the PC slept; the times of readings have gone along.</source>
        <translation>시계가 변경되었거나 PC가 절전 상태였습니다. 읽은 시각도 함께 바뀌었습니다.</translation>
    </message>
    <message>
        <source>The clock of this PC is {time} in the future and is not believed</source>
        <translation>이 PC의 시계가 {time} 미래로 되어 있어 신뢰하지 않습니다</translation>
    </message>
    <message>
        <source>The clock of this PC is {time} behind the newest readings</source>
        <translation>이 PC의 시계가 가장 최근에 읽은 시각보다 {time} 늦습니다</translation>
    </message>
    <message>
        <source>Storing goes on by itself when the database takes them; changed settings need a new start.</source>
        <translation>데이터베이스가 행을 받으면 저장은 자동으로 계속됩니다. 설정을 변경했으면 프로그램을 다시 시작해야 합니다.</translation>
    </message>
    <message>
        <source>The historian does not take rows; they go to CSV backup files</source>
        <translation>히스토리안에 행을 저장할 수 없어 CSV 백업 파일에 씁니다</translation>
    </message>
    <message>
        <source>The rows are safe on disk.</source>
        <translation>행은 디스크에 안전하게 있습니다.</translation>
    </message>
    <message>
        <source>Look for locks and high load in the database. Rows wait meanwhile; the attempt is given up in time, and then they go to CSV backup files.</source>
        <translation>데이터베이스의 잠금과 높은 부하를 확인하십시오. 그동안 행은 대기합니다. 일정 시간이 지나면 시도를 중단하고 행을 CSV 백업 파일에 씁니다.</translation>
    </message>
    <message>
        <source>Rows come faster than they are stored, or the historian does not answer: look at the database&apos;s load, or read less. When they are full the oldest rows go to CSV backup files.</source>
        <translation>저장 속도보다 행이 빨리 들어오거나 히스토리안이 응답하지 않습니다. 데이터베이스의 부하를 확인하거나 읽는 양을 줄이십시오. 가득 차면 가장 오래된 행부터 CSV 백업 파일로 갑니다.</translation>
    </message>
    <message>
        <source>More rows came than the historian took. They are safe and are stored later. If it happens again, look at the database&apos;s load, or read less; buffer.log has the times.</source>
        <translation>히스토리안이 저장한 것보다 많은 행이 들어왔습니다. 행은 안전하며 나중에 저장됩니다. 다시 발생하면 데이터베이스의 부하를 확인하거나 읽는 양을 줄이십시오. 발생 시각은 buffer.log에 있습니다.</translation>
    </message>
    <message>
        <source>Free space on the data folder&apos;s disk and check that it can be written; buffer.log has the times.</source>
        <translation>데이터 폴더의 디스크 공간을 확보하고 쓰기가 가능한지 확인하십시오. 발생 시각은 buffer.log에 있습니다.</translation>
    </message>
    <message>
        <source>The historian refuses them as they are; all other rows are stored. The Backups page and &apos;hmi quarantine list&apos; show why: correct and send them again, or export and delete them.</source>
        <translation>히스토리안이 이 행들을 그대로는 받지 않습니다. 다른 행은 모두 저장됩니다. 이유는 백업 페이지와 &apos;hmi quarantine list&apos;에서 볼 수 있습니다. 수정하여 다시 보내거나, 내보낸 뒤 삭제하십시오.</translation>
    </message>
    <message>
        <source>Their intact rows are replayed; the rest cannot be read. The report beside each, in &apos;set_aside&apos; of the backup folder, says which lines and how to bring them in; then delete both.</source>
        <translation>온전한 행은 재전송되며 나머지는 읽을 수 없습니다. 백업 폴더의 &apos;set_aside&apos;에서 각 파일 옆의 보고서에 해당 줄과 복구 방법이 있습니다. 처리한 뒤 둘 다 삭제하십시오.</translation>
    </message>
    <message>
        <source>The historian takes new rows meanwhile, and the old ones are safe in their files; the Backups page and &apos;hmi backup verify&apos; check them. It is tried again by itself.</source>
        <translation>그동안 새 행은 히스토리안에 저장되고, 이전 행은 파일에 안전하게 있습니다. 백업 페이지와 &apos;hmi backup verify&apos;로 검증할 수 있습니다. 자동으로 다시 시도합니다.</translation>
    </message>
    <message>
        <source>The historian does not take rows</source>
        <translation>히스토리안에 행을 저장할 수 없습니다</translation>
    </message>
    <message>
        <source>The historian has not answered for {time}</source>
        <translation>히스토리안이 {time} 동안 응답하지 않습니다</translation>
    </message>
    <message>
        <source>Queue {queue} % and buffer {buffer} % full</source>
        <translation>큐 {queue} %, 버퍼 {buffer} % 사용 중</translation>
    </message>
    <message>
        <source>The buffer was full: {rows} rows since the start, {share} % of the last hour&apos;s, took the way over disk</source>
        <translation>버퍼가 가득 찼습니다. 시작 이후 {rows}행, 최근 1시간의 {share} %가 디스크를 거쳤습니다</translation>
    </message>
    <message>
        <source>{rows} rows are lost: neither the historian nor the disk took them</source>
        <translation>{rows}행이 유실되었습니다. 히스토리안에도 디스크에도 저장하지 못했습니다</translation>
    </message>
    <message>
        <source>{rows} rows are in quarantine</source>
        <translation>{rows}행이 격리되어 있습니다</translation>
    </message>
    <message>
        <source>{files} damaged CSV backup files are set aside</source>
        <translation>손상된 CSV 백업 파일 {files}개를 따로 두었습니다</translation>
    </message>
    <message>
        <source>The replay of CSV backup files does not go on; {rows} rows are left</source>
        <translation>CSV 백업 파일의 재전송이 진행되지 않습니다. {rows}행이 남아 있습니다</translation>
    </message>
    <message>
        <source>No answer.</source>
        <translation>응답이 없습니다.</translation>
    </message>
</context>
<context>
    <name>AlarmsPage</name>
    <message>
        <source>No alarms: all is well</source>
        <translation>알람 없음: 모두 정상입니다</translation>
    </message>
    <message>
        <source>An alarm asks somebody to do something. It stands here until its cause is gone.</source>
        <translation>알람은 누군가의 조치를 요청합니다. 원인이 사라질 때까지 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>No alarm has been raised so far.</source>
        <translation>지금까지 발생한 알람이 없습니다.</translation>
    </message>
    <message>
        <source>Say that you have seen every alarm in the list</source>
        <translation>목록의 모든 알람을 보았음을 표시합니다</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>알람 없음</translation>
    </message>
    <message>
        <source>Standing: {standing} · not acknowledged: {unseen}</source>
        <translation>발생 중: {standing} · 확인 안 함: {unseen}</translation>
    </message>
    <message>
        <source>This alarm is acknowledged; it goes away when its cause does</source>
        <translation>이 알람은 확인했습니다. 원인이 사라지면 알람도 사라집니다</translation>
    </message>
    <message>
        <source>Say that you have seen the chosen alarm (Enter)</source>
        <translation>선택한 알람을 보았음을 표시합니다 (Enter)</translation>
    </message>
    <message>
        <source>There is no alarm</source>
        <translation>알람이 없습니다</translation>
    </message>
    <message>
        <source>Every alarm is acknowledged; each goes away when its cause does</source>
        <translation>모든 알람을 확인했습니다. 원인이 사라지면 알람도 사라집니다</translation>
    </message>
    <message>
        <source>The history of alarms cannot be read. {error}</source>
        <translation>알람 이력을 읽을 수 없습니다. {error}</translation>
    </message>
    <message>
        <source>&amp;Acknowledge</source>
        <translation>확인(&amp;A)</translation>
    </message>
    <message>
        <source>Acknowledge a&amp;ll</source>
        <translation>모두 확인(&amp;L)</translation>
    </message>
    <message>
        <source>S&amp;ound until acknowledged</source>
        <translation>확인할 때까지 경보음(&amp;O)</translation>
    </message>
    <message>
        <source>A sound every few seconds while a critical or high alarm is not acknowledged</source>
        <translation>심각 또는 높음 알람을 확인하지 않은 동안 몇 초마다 경보음을 냅니다</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>알람</translation>
    </message>
    <message>
        <source>History of alarms</source>
        <translation>알람 이력</translation>
    </message>
    <message>
        <source>History</source>
        <translation>이력</translation>
    </message>
</context>
<context>
    <name>BackupCommands</name>
    <message>
        <source>Verifying {files}</source>
        <translation>{files} 검증</translation>
    </message>
    <message>
        <source>Exporting {files}</source>
        <translation>{files} 내보내기</translation>
    </message>
    <message>
        <source>Looking for rows of {files} that are not stored</source>
        <translation>{files}에서 저장되지 않은 행 찾기</translation>
    </message>
    <message>
        <source>Deleted: {files}. Lost, for they were not in the historian: {rows}</source>
        <translation>삭제했습니다: {files}. 히스토리안에 없어 유실된 데이터: {rows}</translation>
    </message>
    <message>
        <source>Deleted: {files}. Every row of them is confirmed</source>
        <translation>삭제했습니다: {files}. 모든 행의 저장이 확인되었습니다</translation>
    </message>
    <message>
        <source>Deleting {files}</source>
        <translation>{files} 삭제</translation>
    </message>
    <message>
        <source>Cancelled: {title}</source>
        <translation>취소됨: {title}</translation>
    </message>
    <message>
        <source>Intact: {files}. Every row is as it was written: {rows}</source>
        <translation>온전합니다: {files}. 모든 행이 기록된 그대로입니다: {rows}</translation>
    </message>
    <message>
        <source>No line is damaged: {files}, {rows}. Not every file has checksums</source>
        <translation>손상된 줄이 없습니다: {files}, {rows}. 체크섬이 없는 파일이 있습니다</translation>
    </message>
    <message>
        <source>{file} is damaged, {intact} of {rows} intact; lines {lines}. A replay stores the intact rows and sets the file aside</source>
        <translation>{file}: 손상됨, {rows} 중 {intact}행 온전함, 손상된 줄 {lines}. 재전송하면 온전한 행을 저장하고 파일을 따로 둡니다</translation>
    </message>
    <message>
        <source>Exported to {path}: {rows}. Left out, for they are damaged or missing: {lost}</source>
        <translation>{path}(으)로 내보냈습니다: {rows}. 손상되었거나 누락되어 제외: {lost}</translation>
    </message>
    <message>
        <source>Exported to {path}: {rows}</source>
        <translation>{path}(으)로 내보냈습니다: {rows}</translation>
    </message>
</context>
<context>
    <name>Backups</name>
    <message>
        <source>1 row</source>
        <translation>1행</translation>
    </message>
    <message>
        <source>{n} rows</source>
        <translation>{n}행</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>파일 1개</translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation>파일 {n}개</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>기록 없음</translation>
    </message>
    <message>
        <source>Overflow: the data queue was full</source>
        <translation>오버플로: 데이터 큐가 가득 찼습니다</translation>
    </message>
    <message>
        <source>Overflow: the buffer was full</source>
        <translation>오버플로: 버퍼가 가득 찼습니다</translation>
    </message>
    <message>
        <source>End of the program: no time was left to store them</source>
        <translation>프로그램 종료: 저장할 시간이 남지 않았습니다</translation>
    </message>
    <message>
        <source>End of the program: the historian did not answer</source>
        <translation>프로그램 종료: 히스토리안이 응답하지 않았습니다</translation>
    </message>
    <message>
        <source>The historian did not take rows</source>
        <translation>히스토리안에 행을 저장할 수 없습니다</translation>
    </message>
    <message>
        <source>Historian: {reason}</source>
        <translation>히스토리안: {reason}</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>저장됨</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>손상됨</translation>
    </message>
    <message>
        <source>Replaying, {pct} %</source>
        <translation>재전송 중, {pct} %</translation>
    </message>
    <message>
        <source>Being written</source>
        <translation>기록 중</translation>
    </message>
    <message>
        <source>Waiting, damaged</source>
        <translation>대기 중, 손상됨</translation>
    </message>
    <message>
        <source>Waiting, {pct} % stored</source>
        <translation>대기 중, {pct} % 저장됨</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>Damaged lines: {damaged} · missing rows: {missing}</source>
        <translation>손상된 줄: {damaged} · 누락된 행: {missing}</translation>
    </message>
    <message>
        <source>Every row is as it was written</source>
        <translation>모든 행이 기록된 그대로입니다</translation>
    </message>
    <message>
        <source>Every line is a row; the file has no checksums</source>
        <translation>모든 줄이 행입니다. 이 파일에는 체크섬이 없습니다</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>격리</translation>
    </message>
    <message>
        <source>refused: correct them or delete them</source>
        <translation>거부됨: 수정하거나 삭제하십시오</translation>
    </message>
    <message>
        <source>no row is refused</source>
        <translation>거부된 행 없음</translation>
    </message>
    <message>
        <source>intact rows are stored; look at the rest</source>
        <translation>온전한 행은 저장됨, 나머지를 확인하십시오</translation>
    </message>
    <message>
        <source>no file is damaged</source>
        <translation>손상된 파일 없음</translation>
    </message>
    <message>
        <source>Replayed</source>
        <translation>재전송됨</translation>
    </message>
    <message>
        <source>safe in the historian; kept for {days} days</source>
        <translation>히스토리안에 안전하게 저장됨, {days}일간 보관</translation>
    </message>
    <message>
        <source>everything is in the historian</source>
        <translation>모두 히스토리안에 있음</translation>
    </message>
    <message>
        <source>in {files}, not in the historian yet</source>
        <translation>{files}에 있음, 아직 히스토리안에 없음</translation>
    </message>
    <message>
        <source>No backup files</source>
        <translation>백업 파일 없음</translation>
    </message>
    <message>
        <source>Nothing is waiting here for the historian.

When the historian cannot be reached, rows are kept in {folder} as CSV files, so that nothing is lost until it takes them again.</source>
        <translation>히스토리안에 저장되기를 기다리는 백업 행이 없습니다.

히스토리안에 연결할 수 없으면 행을 {folder}에 CSV 파일로 보관하며, 다시 저장할 수 있을 때까지 데이터를 잃지 않습니다.</translation>
    </message>
    <message>
        <source>No damaged files</source>
        <translation>손상된 파일 없음</translation>
    </message>
    <message>
        <source>A backup file that turns out to be damaged at its replay is set aside here with a report of its lines. Its intact rows are stored all the same.</source>
        <translation>재전송할 때 손상된 것으로 확인된 백업 파일은 해당 줄의 보고서와 함께 여기에 따로 둡니다. 온전한 행은 그대로 저장됩니다.</translation>
    </message>
    <message>
        <source>No replayed files</source>
        <translation>재전송된 파일 없음</translation>
    </message>
    <message>
        <source>A file of which every row is confirmed by the historian is kept here for {days} days, then it is deleted.</source>
        <translation>모든 행의 저장을 히스토리안에서 확인한 파일은 여기에 {days}일간 보관한 뒤 삭제합니다.</translation>
    </message>
</context>
<context>
    <name>BackupsPage</name>
    <message>
        <source>The backup folder cannot be read</source>
        <translation>백업 폴더를 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>{error}

Rows that have to go there stay in the journal meanwhile. Plug the disk in or free it, then try again.</source>
        <translation>{error}

이 폴더에 저장할 행은 그동안 저널에 남아 있습니다. 디스크를 연결하거나 공간을 확보한 뒤 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>Tr&amp;y again</source>
        <translation>다시 시도(&amp;Y)</translation>
    </message>
</context>
<context>
    <name>ChangeModel</name>
    <message>
        <source>What</source>
        <translation>항목</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>변경 전</translation>
    </message>
    <message>
        <source>After</source>
        <translation>변경 후</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>new</source>
        <translation>신규</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>삭제됨</translation>
    </message>
</context>
<context>
    <name>ChangeStrip</name>
    <message>
        <source>&amp;Go there</source>
        <translation>이동(&amp;G)</translation>
    </message>
    <message>
        <source>Sho&amp;w…</source>
        <translation>보기(&amp;W)…</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>적용(&amp;A)</translation>
    </message>
    <message>
        <source>Dis&amp;card</source>
        <translation>변경 취소(&amp;C)</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>변경된 것이 없습니다</translation>
    </message>
    <message>
        <source>The changes are being applied</source>
        <translation>변경 내용을 적용하는 중입니다</translation>
    </message>
    <message>
        <source>Only an engineer may change the setup</source>
        <translation>설정은 엔지니어만 변경할 수 있습니다</translation>
    </message>
    <message>
        <source>Mend what is wrong first</source>
        <translation>먼저 잘못된 항목을 고치십시오</translation>
    </message>
    <message>
        <source>See what will be another</source>
        <translation>무엇이 바뀌는지 봅니다</translation>
    </message>
    <message>
        <source>Store all changes</source>
        <translation>모든 변경 내용을 저장합니다</translation>
    </message>
    <message>
        <source>Have everything as it is stored</source>
        <translation>모두 저장된 상태로 되돌립니다</translation>
    </message>
    <message>
        <source>Everything is as it is stored</source>
        <translation>모두 저장된 상태와 같습니다</translation>
    </message>
    <message>
        <source>1 change is not applied</source>
        <translation>적용하지 않은 변경 1건</translation>
    </message>
    <message>
        <source>{n} changes are not applied</source>
        <translation>적용하지 않은 변경 {n}건</translation>
    </message>
    <message>
        <source>{name}, {column}: {problem}</source>
        <translation>{name}, {column}: {problem}</translation>
    </message>
    <message>
        <source>{first} (and {n} more)</source>
        <translation>{first} (외 {n}건)</translation>
    </message>
</context>
<context>
    <name>ChangesDialog</name>
    <message>
        <source>Changes that are not applied</source>
        <translation>적용하지 않은 변경</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>닫기(&amp;C)</translation>
    </message>
</context>
<context>
    <name>ChartExport</name>
    <message>
        <source>Save what the charts show</source>
        <translation>차트에 표시된 내용 저장</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>그림 (*.png)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>표 (*.csv)</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>저장했습니다: {path}</translation>
    </message>
</context>
<context>
    <name>ClosingPage</name>
    <message>
        <source>Closing…</source>
        <translation>종료하는 중…</translation>
    </message>
    <message>
        <source>Polling stops, then every row on its way is stored or kept on disk.</source>
        <translation>폴링을 정지한 뒤, 처리 중인 모든 행을 저장하거나 디스크에 보관합니다.</translation>
    </message>
    <message>
        <source>Rows on their way: {count}</source>
        <translation>처리 중인 행: {count}</translation>
    </message>
</context>
<context>
    <name>ColumnRows</name>
    <message>
        <source>&amp;Add a column</source>
        <translation>열 추가(&amp;A)</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>열</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>The columns of the key are together different for every value</source>
        <translation>키로 지정한 열의 조합은 값마다 달라야 합니다</translation>
    </message>
    <message>
        <source>Remove this column</source>
        <translation>이 열을 제거합니다</translation>
    </message>
    <message>
        <source>Name of the column</source>
        <translation>열 이름</translation>
    </message>
    <message>
        <source>What it holds</source>
        <translation>열의 내용</translation>
    </message>
</context>
<context>
    <name>ConnectionTest</name>
    <message>
        <source>&amp;Test connection</source>
        <translation>연결 테스트(&amp;T)</translation>
    </message>
    <message>
        <source>The test is under way</source>
        <translation>테스트하는 중입니다</translation>
    </message>
    <message>
        <source>Try the way to this PLC, as it is written above</source>
        <translation>위에 입력한 내용으로 이 PLC에 연결해 봅니다</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Ask for a value</source>
        <translation>값 읽기</translation>
    </message>
    <message>
        <source>Ask how far its devices go</source>
        <translation>디바이스 범위 확인</translation>
    </message>
</context>
<context>
    <name>Correction</name>
    <message>
        <source>Correct and send again</source>
        <translation>수정하여 다시 보내기</translation>
    </message>
    <message>
        <source>stays as it is</source>
        <translation>그대로 둠</translation>
    </message>
    <message>
        <source>The value as it was refused stays in the log</source>
        <translation>거부된 원래 값은 로그에 남습니다</translation>
    </message>
    <message>
        <source>Put in a value or a name that the historian can take</source>
        <translation>히스토리안에 저장할 수 있는 값이나 이름을 입력하십시오</translation>
    </message>
    <message>
        <source>Correct and &amp;send again</source>
        <translation>수정하여 다시 보내기(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>취소(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>값(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Tag name</source>
        <translation>태그 이름(&amp;T)</translation>
    </message>
</context>
<context>
    <name>EventFilter</name>
    <message>
        <source>Find in events</source>
        <translation>이벤트에서 찾기</translation>
    </message>
    <message>
        <source>About</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>From</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>To</source>
        <translation>끝</translation>
    </message>
    <message>
        <source>All events</source>
        <translation>모든 이벤트</translation>
    </message>
    <message>
        <source>Anybody</source>
        <translation>모든 사용자</translation>
    </message>
    <message>
        <source>The program itself</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>전체 기간</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>최근 1시간</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>최근 24시간</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>최근 7일</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>최근 30일</translation>
    </message>
    <message>
        <source>Between…</source>
        <translation>기간 지정…</translation>
    </message>
</context>
<context>
    <name>EventModel</name>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>About</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>내용</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Lineside {version} has started</source>
        <translation>Lineside {version}을(를) 시작했습니다</translation>
    </message>
    <message>
        <source>Lineside has stopped: {stored} of {accepted} rows are in the historian</source>
        <translation>Lineside를 종료했습니다. {accepted}행 중 {stored}행이 히스토리안에 있습니다</translation>
    </message>
    <message>
        <source>The program ended unexpectedly at {at}; details in {subject}</source>
        <translation>프로그램이 {at}에 예기치 않게 종료되었습니다. 자세한 내용: {subject}</translation>
    </message>
    <message>
        <source>{rows} rows of the run before were taken out of the journal</source>
        <translation>이전 실행에서 남은 {rows}행을 저널에서 복구했습니다</translation>
    </message>
    <message>
        <source>Group {subject} was started</source>
        <translation>그룹 {subject}: 시작했습니다</translation>
    </message>
    <message>
        <source>Group {subject} was stopped</source>
        <translation>그룹 {subject}: 정지했습니다</translation>
    </message>
    <message>
        <source>Group {subject} was triggered</source>
        <translation>그룹 {subject}: 트리거했습니다</translation>
    </message>
    <message>
        <source>All groups were started</source>
        <translation>모든 그룹을 시작했습니다</translation>
    </message>
    <message>
        <source>All groups were stopped</source>
        <translation>모든 그룹을 정지했습니다</translation>
    </message>
    <message>
        <source>{error}</source>
        <translation>{error}</translation>
    </message>
    <message>
        <source>Alarm: {text}</source>
        <translation>알람: {text}</translation>
    </message>
    <message>
        <source>Alarm acknowledged: {text}</source>
        <translation>알람 확인: {text}</translation>
    </message>
    <message>
        <source>Alarm over: {text}</source>
        <translation>알람 해제: {text}</translation>
    </message>
    <message>
        <source>PLC {subject} does not answer: {error}</source>
        <translation>PLC {subject}: 응답하지 않습니다: {error}</translation>
    </message>
    <message>
        <source>PLC {subject} answers again after {time}</source>
        <translation>PLC {subject}: {time} 만에 다시 응답합니다</translation>
    </message>
    <message>
        <source>Group {subject} brings no values: {error}</source>
        <translation>그룹 {subject}: 값을 얻지 못합니다: {error}</translation>
    </message>
    <message>
        <source>Group {subject} brings values again after {time}</source>
        <translation>그룹 {subject}: {time} 만에 다시 값을 얻습니다</translation>
    </message>
    <message>
        <source>The historian does not take rows: {error}</source>
        <translation>히스토리안에 행을 저장할 수 없습니다: {error}</translation>
    </message>
    <message>
        <source>The historian takes rows again after {time}</source>
        <translation>히스토리안에 {time} 만에 다시 행을 저장합니다</translation>
    </message>
    <message>
        <source>Worker &apos;{subject}&apos; was started again: {error}</source>
        <translation>워커 &apos;{subject}&apos;: 다시 시작했습니다: {error}</translation>
    </message>
    <message>
        <source>The clock of this PC was set back by {time}</source>
        <translation>이 PC의 시계가 {time} 뒤로 돌아갔습니다</translation>
    </message>
    <message>
        <source>The clock of this PC went forward by {time}</source>
        <translation>이 PC의 시계가 {time} 앞으로 갔습니다</translation>
    </message>
    <message>
        <source>The log of events was damaged and is kept as {subject}</source>
        <translation>이벤트 로그가 손상되어 다음 이름으로 보관했습니다: {subject}</translation>
    </message>
    <message>
        <source>The replay of {files} was asked for</source>
        <translation>재전송을 요청했습니다: {files}</translation>
    </message>
    <message>
        <source>The replay of all backup files was asked for</source>
        <translation>모든 백업 파일의 재전송을 요청했습니다</translation>
    </message>
    <message>
        <source>The replay was paused</source>
        <translation>재전송을 일시 정지했습니다</translation>
    </message>
    <message>
        <source>The replay goes on after its pause</source>
        <translation>일시 정지한 재전송을 계속합니다</translation>
    </message>
    <message>
        <source>The replay was cancelled; what is left waits</source>
        <translation>재전송을 취소했습니다. 남은 행은 대기합니다</translation>
    </message>
    <message>
        <source>The replay has brought back {rows} rows in {time}</source>
        <translation>{rows}행을 {time} 동안 재전송했습니다</translation>
    </message>
    <message>
        <source>Automatic replay was switched on</source>
        <translation>자동 재전송을 켰습니다</translation>
    </message>
    <message>
        <source>Automatic replay was switched off</source>
        <translation>자동 재전송을 껐습니다</translation>
    </message>
    <message>
        <source>Backup file {subject} was deleted; {rows} of its rows are not stored</source>
        <translation>백업 파일을 삭제했습니다: {subject}. 그중 {rows}행은 저장되지 않았습니다</translation>
    </message>
    <message>
        <source>{files} backup files were exported to {subject}</source>
        <translation>백업 파일 {files}개를 내보냈습니다: {subject}</translation>
    </message>
    <message>
        <source>Backup file {subject} was verified: {intact} of {rows} rows are intact</source>
        <translation>백업 파일을 검증했습니다: {subject}. {rows}행 중 {intact}행이 온전합니다</translation>
    </message>
    <message>
        <source>{rows} rows in quarantine were corrected</source>
        <translation>격리된 {rows}행을 수정했습니다</translation>
    </message>
    <message>
        <source>{rows} rows in quarantine were sent again</source>
        <translation>격리된 {rows}행을 다시 보냈습니다</translation>
    </message>
    <message>
        <source>{rows} rows in quarantine were deleted</source>
        <translation>격리된 {rows}행을 삭제했습니다</translation>
    </message>
    <message>
        <source>{rows} rows in quarantine were exported to {subject}</source>
        <translation>격리된 {rows}행을 내보냈습니다: {subject}</translation>
    </message>
    <message>
        <source>{change}</source>
        <translation>{change}</translation>
    </message>
    <message>
        <source>Setting {subject} was changed: {old} -&gt; {new}</source>
        <translation>설정 변경: {subject}: {old} -&gt; {new}</translation>
    </message>
    <message>
        <source>The password of Oracle user {subject} was changed</source>
        <translation>Oracle 사용자 {subject}의 암호를 변경했습니다</translation>
    </message>
    <message>
        <source>The setup was unlocked</source>
        <translation>설정의 잠금을 해제했습니다</translation>
    </message>
    <message>
        <source>The setup was locked</source>
        <translation>설정을 잠갔습니다</translation>
    </message>
    <message>
        <source>A wrong PIN was entered for the setup</source>
        <translation>설정 잠금 해제에 잘못된 PIN을 입력했습니다</translation>
    </message>
    <message>
        <source>An engineer PIN was set</source>
        <translation>엔지니어 PIN을 설정했습니다</translation>
    </message>
    <message>
        <source>The engineer PIN was changed</source>
        <translation>엔지니어 PIN을 변경했습니다</translation>
    </message>
    <message>
        <source>The engineer PIN was removed</source>
        <translation>엔지니어 PIN을 제거했습니다</translation>
    </message>
    <message>
        <source>Other programs reach the station at {subject}</source>
        <translation>다른 프로그램이 {subject}에서 스테이션에 접속할 수 있습니다</translation>
    </message>
    <message>
        <source>Other programs do not reach the station any more</source>
        <translation>다른 프로그램이 더 이상 스테이션에 접속할 수 없습니다</translation>
    </message>
    <message>
        <source>Other programs do not reach the station: {error}</source>
        <translation>다른 프로그램이 스테이션에 접속할 수 없습니다: {error}</translation>
    </message>
    <message>
        <source>A wrong token came from {subject}</source>
        <translation>{subject}에서 잘못된 토큰을 보냈습니다</translation>
    </message>
    <message>
        <source>The token for reading was renewed</source>
        <translation>읽기용 토큰을 새로 발급했습니다</translation>
    </message>
    <message>
        <source>The token for commanding was renewed</source>
        <translation>명령용 토큰을 새로 발급했습니다</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>알람</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Backups and quarantine</source>
        <translation>백업 및 격리</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>{text} (× {n})</source>
        <translation>{text} (× {n})</translation>
    </message>
</context>
<context>
    <name>EventsPage</name>
    <message>
        <source>E&amp;xport…</source>
        <translation>내보내기(&amp;X)…</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>검색하는 중…</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>이벤트 없음</translation>
    </message>
    <message>
        <source>No event is like that</source>
        <translation>해당하는 이벤트가 없습니다</translation>
    </message>
    <message>
        <source>What happens in the station and who does what is kept here.</source>
        <translation>스테이션에서 일어난 일과 사용자가 한 일을 여기에 보관합니다.</translation>
    </message>
    <message>
        <source>Other words, another time or another person may find some.</source>
        <translation>검색어, 기간, 사용자를 바꾸면 찾을 수도 있습니다.</translation>
    </message>
    <message>
        <source>Events: {count}</source>
        <translation>이벤트: {count}</translation>
    </message>
    <message>
        <source>The newest {count} events; older ones come as you scroll down</source>
        <translation>최근 이벤트 {count}건. 아래로 스크롤하면 이전 이벤트가 표시됩니다</translation>
    </message>
    <message>
        <source>The log of events cannot be read. {error}</source>
        <translation>이벤트 로그를 읽을 수 없습니다. {error}</translation>
    </message>
    <message>
        <source>Export events</source>
        <translation>이벤트 내보내기</translation>
    </message>
    <message>
        <source>Events exported: {count}, to {file}</source>
        <translation>이벤트 {count}건을 내보냈습니다: {file}</translation>
    </message>
    <message>
        <source>The events are not exported. {error}</source>
        <translation>이벤트를 내보내지 못했습니다. {error}</translation>
    </message>
    <message>
        <source>An export is under way</source>
        <translation>내보내는 중입니다</translation>
    </message>
    <message>
        <source>There is no event to export</source>
        <translation>내보낼 이벤트가 없습니다</translation>
    </message>
    <message>
        <source>Write all events that are asked for into a CSV file</source>
        <translation>조건에 맞는 모든 이벤트를 CSV 파일에 씁니다</translation>
    </message>
    <message>
        <source>Show &amp;all events</source>
        <translation>모든 이벤트 표시(&amp;A)</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>이벤트</translation>
    </message>
</context>
<context>
    <name>Fates</name>
    <message>
        <source>Requested by the PLC</source>
        <translation>PLC가 요청</translation>
    </message>
    <message>
        <source>Polled</source>
        <translation>폴링함</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>저장됨</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>응답함</translation>
    </message>
    <message>
        <source>Requested {time}, shared with the one before</source>
        <translation>요청: {time}, 앞의 요청과 합쳐짐</translation>
    </message>
    <message>
        <source>Requested {time}</source>
        <translation>요청: {time}</translation>
    </message>
    <message>
        <source>The PLC could not be read</source>
        <translation>PLC를 읽지 못했습니다</translation>
    </message>
    <message>
        <source>Polled: {tags} tags, {bad} bad</source>
        <translation>폴링함: 태그 {tags}개, 불량 {bad}개</translation>
    </message>
    <message>
        <source>Polled: {tags} tags</source>
        <translation>폴링함: 태그 {tags}개</translation>
    </message>
    <message>
        <source>In the historian</source>
        <translation>히스토리안에 있음</translation>
    </message>
    <message>
        <source>In a CSV backup file</source>
        <translation>CSV 백업 파일에 있음</translation>
    </message>
    <message>
        <source>In quarantine</source>
        <translation>격리됨</translation>
    </message>
    <message>
        <source>Lost, see buffer.log</source>
        <translation>유실됨, buffer.log 참조</translation>
    </message>
</context>
<context>
    <name>FigureMarks</name>
    <message>
        <source>Outage</source>
        <translation>중단</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>재시도</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>재전송</translation>
    </message>
    <message>
        <source>{plc} down</source>
        <translation>{plc} 중단</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>실행 안 함</translation>
    </message>
    <message>
        <source>The historian took no rows; they went to CSV backup files.</source>
        <translation>히스토리안에 행을 저장할 수 없어 CSV 백업 파일에 썼습니다.</translation>
    </message>
    <message>
        <source>The historian refused a batch; it was tried again.</source>
        <translation>히스토리안이 배치를 거부하여 다시 시도했습니다.</translation>
    </message>
    <message>
        <source>Rows of backup files were sent to the historian.</source>
        <translation>백업 파일의 행을 히스토리안으로 보냈습니다.</translation>
    </message>
    <message>
        <source>PLC {plc} could not be reached.</source>
        <translation>PLC {plc}에 연결할 수 없었습니다.</translation>
    </message>
    <message>
        <source>Lineside did not run, or the computer slept: nothing is known.</source>
        <translation>Lineside가 실행되지 않았거나 컴퓨터가 절전 상태여서 데이터가 없습니다.</translation>
    </message>
    <message>
        <source>{count} times from {start} to {end}, {length} together</source>
        <translation>{start}~{end} 사이 {count}회, 합계 {length}</translation>
    </message>
    <message>
        <source>Since {start} ({length})</source>
        <translation>{start}부터 ({length})</translation>
    </message>
    <message>
        <source>{start} to {end} ({length})</source>
        <translation>{start}~{end} ({length})</translation>
    </message>
</context>
<context>
    <name>FileModel</name>
    <message>
        <source>Replaying, 100 %</source>
        <translation>재전송 중, 100 %</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>행 수</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>First reading</source>
        <translation>첫 읽기</translation>
    </message>
    <message>
        <source>Last reading</source>
        <translation>마지막 읽기</translation>
    </message>
    <message>
        <source>Why it was written</source>
        <translation>기록된 이유</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
</context>
<context>
    <name>FilePanel</name>
    <message>
        <source>Files: {files} · rows: {rows} · {size} · {folder}</source>
        <translation>파일 {files}개 · {rows}행 · {size} · {folder}</translation>
    </message>
    <message>
        <source>Not now: {work} is under way</source>
        <translation>지금은 할 수 없습니다. 진행 중: {work}</translation>
    </message>
    <message>
        <source>Choose one or more files first</source>
        <translation>먼저 파일을 하나 이상 선택하십시오</translation>
    </message>
    <message>
        <source>Every row of these files is in the historian already</source>
        <translation>이 파일의 모든 행이 이미 히스토리안에 있습니다</translation>
    </message>
    <message>
        <source>Every intact row of these files was replayed already</source>
        <translation>이 파일의 온전한 행은 이미 모두 재전송했습니다</translation>
    </message>
    <message>
        <source>Send the rows of the chosen files to the historian</source>
        <translation>선택한 파일의 행을 히스토리안으로 보냅니다</translation>
    </message>
    <message>
        <source>Compare every row of the chosen files with its checksum</source>
        <translation>선택한 파일의 모든 행을 체크섬과 비교합니다</translation>
    </message>
    <message>
        <source>Write the rows of the chosen files to one CSV file</source>
        <translation>선택한 파일의 행을 CSV 파일 하나에 씁니다</translation>
    </message>
    <message>
        <source>Delete the chosen files; you are asked before any row is lost</source>
        <translation>선택한 파일을 삭제합니다. 행이 유실될 때는 먼저 확인합니다</translation>
    </message>
    <message>
        <source>{rows} of {files} are not in the historian yet. Delete them for ever?</source>
        <translation>{files}: {rows}이 아직 히스토리안에 없습니다. 영구 삭제하시겠습니까?</translation>
    </message>
    <message>
        <source>{rows} of {files} is not in the historian yet. Delete it for ever?</source>
        <translation>{files}: {rows}이 아직 히스토리안에 없습니다. 영구 삭제하시겠습니까?</translation>
    </message>
    <message>
        <source>They are nowhere else. A replay brings them to the historian; an export keeps a copy of them.</source>
        <translation>다른 곳에는 없는 데이터입니다. 재전송하면 히스토리안에 저장되고, 내보내면 사본이 남습니다.</translation>
    </message>
    <message>
        <source>Damaged or missing in {files}: {rows}. Delete what is left of them?</source>
        <translation>{files}: 손상되거나 누락된 데이터 {rows}. 남은 부분을 삭제하시겠습니까?</translation>
    </message>
    <message>
        <source>The intact rows are in the historian. What can still be made out of the damaged lines is only in these files.</source>
        <translation>온전한 행은 히스토리안에 있습니다. 손상된 줄에서 복구할 수 있는 내용은 이 파일에만 있습니다.</translation>
    </message>
    <message>
        <source>Delete for ever</source>
        <translation>영구 삭제</translation>
    </message>
    <message>
        <source>Keep the files</source>
        <translation>파일 보관</translation>
    </message>
    <message>
        <source>&amp;Replay</source>
        <translation>재전송(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>검증(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>삭제(&amp;D)…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>새로 고침</translation>
    </message>
    <message>
        <source>Look into the backup folder again (F5)</source>
        <translation>백업 폴더를 다시 읽습니다 (F5)</translation>
    </message>
    <message>
        <source>Backup files</source>
        <translation>백업 파일</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>&amp;Back</source>
        <translation>이전(&amp;B)</translation>
    </message>
    <message>
        <source>The demo plant opens in a window of its own…</source>
        <translation>데모 설비를 별도의 창에서 여는 중입니다…</translation>
    </message>
    <message>
        <source>Only an engineer may change the setup</source>
        <translation>엔지니어만 설정을 변경할 수 있습니다</translation>
    </message>
    <message>
        <source>Step {n} of {all}</source>
        <translation>{all}단계 중 {n}단계</translation>
    </message>
    <message>
        <source>The first value</source>
        <translation>첫 번째 값</translation>
    </message>
    <message>
        <source>Welcome to Lineside</source>
        <translation>Lineside에 오신 것을 환영합니다</translation>
    </message>
    <message>
        <source>&amp;Open the tags</source>
        <translation>태그 열기(&amp;O)</translation>
    </message>
    <message>
        <source>Wait for the first recorded row</source>
        <translation>첫 번째 행이 기록될 때까지 기다리십시오</translation>
    </message>
    <message>
        <source>&amp;Start recording</source>
        <translation>기록 시작(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>다음(&amp;N)</translation>
    </message>
    <message>
        <source>{column} of tag {n}</source>
        <translation>태그 {n}의 {column}</translation>
    </message>
    <message>
        <source>A bit is always a BOOL</source>
        <translation>비트는 항상 BOOL입니다</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n}초</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n}분</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h}시간 {m}분</translation>
    </message>
    <message>
        <source>{d} days</source>
        <translation>{d}일</translation>
    </message>
    <message>
        <source>{d} days {h} h</source>
        <translation>{d}일 {h}시간</translation>
    </message>
    <message>
        <source>never</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>now</source>
        <translation>방금</translation>
    </message>
    <message>
        <source>{n} s ago</source>
        <translation>{n}초 전</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>{n}분 전</translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation>{n}시간 전</translation>
    </message>
    <message>
        <source>{n} days ago</source>
        <translation>{n}일 전</translation>
    </message>
</context>
<context>
    <name>GroupCommands</name>
    <message>
        <source>{group} is started</source>
        <translation>{group}: 시작했습니다</translation>
    </message>
    <message>
        <source>{group} is stopped</source>
        <translation>{group}: 정지했습니다</translation>
    </message>
    <message>
        <source>All groups are stopped</source>
        <translation>모든 그룹을 정지했습니다</translation>
    </message>
    <message>
        <source>{count} more were not started; the last column says why</source>
        <translation>그 밖에 {count}개가 시작되지 않았습니다. 이유는 마지막 열에 있습니다</translation>
    </message>
    <message>
        <source>All groups are started</source>
        <translation>모든 그룹을 시작했습니다</translation>
    </message>
    <message>
        <source>{group}: triggered, but the PLC has not been read after {seconds} s</source>
        <translation>{group}: 트리거했지만 {seconds}초가 지나도록 PLC를 읽지 못했습니다</translation>
    </message>
    <message>
        <source>{group}: the triggered poll failed. {error}</source>
        <translation>{group}: 트리거한 폴링이 실패했습니다. {error}</translation>
    </message>
    <message>
        <source>{group}: {tags} tags polled, {bad} bad; {where}</source>
        <translation>{group}: 태그 {tags}개 폴링, 불량 {bad}개; {where}</translation>
    </message>
    <message>
        <source>{answer} (shared with a trigger less than a second before)</source>
        <translation>{answer} (1초 이내의 앞선 트리거와 합쳐짐)</translation>
    </message>
    <message>
        <source>the record is in the historian</source>
        <translation>기록은 히스토리안에 저장되었습니다</translation>
    </message>
    <message>
        <source>the record is in a CSV backup file</source>
        <translation>기록은 CSV 백업 파일에 있습니다</translation>
    </message>
    <message>
        <source>the record is in quarantine</source>
        <translation>기록은 격리되었습니다</translation>
    </message>
    <message>
        <source>the record is lost, see buffer.log</source>
        <translation>기록이 유실되었습니다. buffer.log를 확인하십시오</translation>
    </message>
    <message>
        <source>the record is still on its way</source>
        <translation>기록이 아직 처리 중입니다</translation>
    </message>
</context>
<context>
    <name>GroupDetail</name>
    <message>
        <source>Last error</source>
        <translation>마지막 오류</translation>
    </message>
    <message>
        <source>No error since the group was started</source>
        <translation>그룹을 시작한 뒤로 오류가 없습니다</translation>
    </message>
    <message>
        <source>{bad} of {tags} tags bad</source>
        <translation>태그 {tags}개 중 불량 {bad}개</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>PLC scan time</source>
        <translation>PLC 스캔 타임</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>모드</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>주기</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Polls</source>
        <translation>폴링 횟수</translation>
    </message>
    <message>
        <source>Good polls</source>
        <translation>정상 폴링</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Overruns</source>
        <translation>오버런</translation>
    </message>
    <message>
        <source>Last poll</source>
        <translation>마지막 폴링</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>요청 수</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>점수</translation>
    </message>
    <message>
        <source>Planned poll time</source>
        <translation>예상 폴링 시간</translation>
    </message>
    <message>
        <source>Mean poll time</source>
        <translation>평균 폴링 시간</translation>
    </message>
    <message>
        <source>Start late, p99</source>
        <translation>시작 지연 p99</translation>
    </message>
</context>
<context>
    <name>GroupFigures</name>
    <message>
        <source>Means of the time shown</source>
        <translation>표시 기간의 평균</translation>
    </message>
    <message>
        <source>Values at {time}</source>
        <translation>{time}의 값</translation>
    </message>
    <message>
        <source>Polling groups</source>
        <translation>폴링 그룹</translation>
    </message>
</context>
<context>
    <name>GroupFiguresModel</name>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Good polls</source>
        <translation>정상 폴링</translation>
    </message>
    <message>
        <source>Poll time, ms</source>
        <translation>폴링 시간, ms</translation>
    </message>
    <message>
        <source>The state now</source>
        <translation>현재 상태</translation>
    </message>
    <message>
        <source>Polls that brought values: their share of the time shown, or at the cursor</source>
        <translation>값을 얻은 폴링의 비율: 표시 기간 또는 커서 위치</translation>
    </message>
    <message>
        <source>From asking the PLC to its last answer: mean of the time shown, or at the cursor</source>
        <translation>PLC에 요청한 뒤 마지막 응답까지의 시간: 표시 기간의 평균 또는 커서 위치</translation>
    </message>
    <message>
        <source>From {lowest} to {highest} in the time shown</source>
        <translation>표시 기간에 {lowest}~{highest}</translation>
    </message>
</context>
<context>
    <name>GroupForm</name>
    <message>
        <source>Write a whole number of milliseconds from {low} to {high}, like 1000</source>
        <translation>{low}~{high} 사이의 밀리초를 정수로 입력하십시오. 예: 1000</translation>
    </message>
    <message>
        <source>Its tags are on this PLC</source>
        <translation>이 그룹의 태그가 이 PLC에 있습니다</translation>
    </message>
    <message>
        <source>Trigger bit watched every</source>
        <translation>트리거 비트 감시 주기</translation>
    </message>
    <message>
        <source>Lineside writes to PLC {plc}: it sets {bit} when the record is safe and resets it when the trigger is low. It never writes anything else. Make sure that nothing else writes this bit.</source>
        <translation>Lineside가 PLC {plc}에 씁니다. 기록이 안전해지면 {bit}를 켜고, 트리거가 꺼지면 끕니다. 그 밖에는 아무것도 쓰지 않습니다. 이 비트를 다른 곳에서 쓰지 않는지 확인하십시오.</translation>
    </message>
    <message>
        <source>the acknowledge bit</source>
        <translation>응답 비트</translation>
    </message>
    <message>
        <source>Nothing is written to the PLC, so its acknowledge bit is never set.</source>
        <translation>PLC에 아무것도 쓰지 않으므로 응답 비트는 켜지지 않습니다.</translation>
    </message>
    <message>
        <source>Nothing is written to the PLC. Name an acknowledge bit to allow it.</source>
        <translation>PLC에 아무것도 쓰지 않습니다. 허용하려면 응답 비트를 지정하십시오.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>M100; blank: triggered by hand</source>
        <translation>M100, 비우면 수동 트리거</translation>
    </message>
    <message>
        <source>M101; blank: none</source>
        <translation>M101, 비우면 없음</translation>
    </message>
    <message>
        <source>Allow writing the acknowledge bit to the PLC</source>
        <translation>PLC에 응답 비트 쓰기 허용</translation>
    </message>
    <message>
        <source>Active: started with all the others</source>
        <translation>활성: 다른 그룹과 함께 시작</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
</context>
<context>
    <name>GroupModel</name>
    <message>
        <source>{n} bad</source>
        <translation>불량 {n}개</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>모드</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>주기</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Requests
per poll</source>
        <translation>폴링당
요청</translation>
    </message>
    <message>
        <source>Requests to the PLC for one poll; each costs about one scan.</source>
        <translation>한 번의 폴링에 필요한 PLC 요청 수입니다. 요청 하나에 약 1스캔이 걸립니다.</translation>
    </message>
    <message>
        <source>Polls</source>
        <translation>폴링 횟수</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Polls that failed since the group was started.</source>
        <translation>그룹을 시작한 뒤 실패한 폴링입니다.</translation>
    </message>
    <message>
        <source>Over-
runs</source>
        <translation>오버런</translation>
    </message>
    <message>
        <source>Polls left out because the one before took longer than the interval.</source>
        <translation>앞의 폴링이 주기보다 오래 걸려 건너뛴 폴링입니다.</translation>
    </message>
    <message>
        <source>Mean poll
ms</source>
        <translation>평균 폴링
ms</translation>
    </message>
    <message>
        <source>Late p99
ms</source>
        <translation>지연 p99
ms</translation>
    </message>
    <message>
        <source>99 of 100 polls start no later than this after their time.</source>
        <translation>폴링 100번 중 99번은 예정 시각에서 이 시간 안에 시작합니다.</translation>
    </message>
    <message>
        <source>Last poll</source>
        <translation>마지막 폴링</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>마지막 오류</translation>
    </message>
</context>
<context>
    <name>GroupRestart</name>
    <message>
        <source>Running with their old settings: {groups}.</source>
        <translation>이전 설정으로 실행 중: {groups}.</translation>
    </message>
    <message>
        <source>Running, and not to run any more: {groups}.</source>
        <translation>실행 중이지만 정지해야 함: {groups}.</translation>
    </message>
    <message>
        <source>Not started yet: {groups}.</source>
        <translation>아직 시작하지 않음: {groups}.</translation>
    </message>
    <message>
        <source>&amp;Restart 1 group</source>
        <translation>그룹 1개 다시 시작(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Restart {n} groups</source>
        <translation>그룹 {n}개 다시 시작(&amp;R)</translation>
    </message>
    <message>
        <source>S&amp;tart 1 group</source>
        <translation>그룹 1개 시작(&amp;T)</translation>
    </message>
    <message>
        <source>S&amp;tart {n} groups</source>
        <translation>그룹 {n}개 시작(&amp;T)</translation>
    </message>
    <message>
        <source>S&amp;top 1 group</source>
        <translation>그룹 1개 정지(&amp;T)</translation>
    </message>
    <message>
        <source>S&amp;top {n} groups</source>
        <translation>그룹 {n}개 정지(&amp;T)</translation>
    </message>
    <message>
        <source>Restart, start and stop {n} g&amp;roups</source>
        <translation>그룹 {n}개 다시 시작·시작·정지(&amp;R)</translation>
    </message>
</context>
<context>
    <name>GroupsPage</name>
    <message>
        <source>No polling group is configured.
Add PLCs, groups and tags on the page Setup (F9).</source>
        <translation>구성된 폴링 그룹이 없습니다.
설정 페이지(F9)에서 PLC, 그룹, 태그를 추가하십시오.</translation>
    </message>
    <message>
        <source>Start the chosen group</source>
        <translation>선택한 그룹을 시작합니다</translation>
    </message>
    <message>
        <source>Finish the poll in progress, then stop</source>
        <translation>진행 중인 폴링을 마친 뒤 정지합니다</translation>
    </message>
    <message>
        <source>Poll the chosen group once, now</source>
        <translation>선택한 그룹을 지금 한 번 폴링합니다</translation>
    </message>
    <message>
        <source>Change the chosen group and see what it costs</source>
        <translation>선택한 그룹을 변경하고 PLC 부하를 확인합니다</translation>
    </message>
    <message>
        <source>Start every active group that does not run</source>
        <translation>정지해 있는 활성 그룹을 모두 시작합니다</translation>
    </message>
    <message>
        <source>Finish the polls in progress, then stop every group</source>
        <translation>진행 중인 폴링을 마친 뒤 모든 그룹을 정지합니다</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>시작(&amp;S)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>정지(&amp;T)</translation>
    </message>
    <message>
        <source>T&amp;rigger</source>
        <translation>트리거(&amp;R)</translation>
    </message>
    <message>
        <source>Start &amp;all</source>
        <translation>모두 시작(&amp;A)</translation>
    </message>
    <message>
        <source>Stop a&amp;ll</source>
        <translation>모두 정지(&amp;L)</translation>
    </message>
    <message>
        <source>Set &amp;up…</source>
        <translation>설정(&amp;U)…</translation>
    </message>
    <message>
        <source>Polling groups</source>
        <translation>폴링 그룹</translation>
    </message>
</context>
<context>
    <name>GroupsTab</name>
    <message>
        <source>Groups</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>&amp;New group</source>
        <translation>새 그룹(&amp;N)</translation>
    </message>
    <message>
        <source>Co&amp;py</source>
        <translation>복사(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>삭제(&amp;D)</translation>
    </message>
    <message>
        <source>No polling group is configured yet. Add one with New group: its tags are read together.</source>
        <translation>구성된 폴링 그룹이 없습니다. 새 그룹으로 추가하십시오. 한 그룹의 태그는 함께 읽습니다.</translation>
    </message>
    <message>
        <source>A polling group reads a PLC: add the PLC first.</source>
        <translation>폴링 그룹은 PLC를 읽습니다. 먼저 PLC를 추가하십시오.</translation>
    </message>
    <message>
        <source>Only an engineer may change the setup</source>
        <translation>설정은 엔지니어만 변경할 수 있습니다</translation>
    </message>
    <message>
        <source>Add a PLC first</source>
        <translation>먼저 PLC를 추가하십시오</translation>
    </message>
    <message>
        <source>Choose a group first</source>
        <translation>먼저 그룹을 선택하십시오</translation>
    </message>
    <message>
        <source>Add a polling group</source>
        <translation>폴링 그룹을 추가합니다</translation>
    </message>
    <message>
        <source>Add a group with the same settings, without tags</source>
        <translation>설정이 같은 그룹을 태그 없이 추가합니다</translation>
    </message>
    <message>
        <source>Delete the group with its tags</source>
        <translation>그룹을 태그와 함께 삭제합니다</translation>
    </message>
    <message>
        <source>There is no plan while something is wrong above.</source>
        <translation>위의 잘못된 항목을 고치면 계획이 표시됩니다.</translation>
    </message>
    <message>
        <source>The group is not active, so it costs nothing.</source>
        <translation>비활성 그룹이므로 부하가 없습니다.</translation>
    </message>
    <message>
        <source>The group has no tags yet: add some on the tab Tags.</source>
        <translation>그룹에 태그가 없습니다. 태그 탭에서 추가하십시오.</translation>
    </message>
    <message>
        <source>Its PLC is not active, so the group does not run.</source>
        <translation>PLC가 비활성이므로 그룹을 실행하지 않습니다.</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>PLCs</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Historian</source>
        <translation>히스토리안</translation>
    </message>
    <message>
        <source>Rows at risk</source>
        <translation>미저장 행</translation>
    </message>
    <message>
        <source>Rows that are not in the historian yet.</source>
        <translation>아직 히스토리안에 저장되지 않은 행입니다.</translation>
    </message>
    <message>
        <source>On their way: {count}</source>
        <translation>처리 중: {count}</translation>
    </message>
    <message>
        <source>In CSV backup files: {count}</source>
        <translation>CSV 백업 파일: {count}</translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation>데모</translation>
    </message>
    <message>
        <source>The PLCs are simulated on this computer.</source>
        <translation>PLC를 이 컴퓨터에서 시뮬레이션하고 있습니다.</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Do values flow from the PLCs into the historian, and is any row in danger?</source>
        <translation>PLC의 값이 히스토리안에 저장되고 있는지, 유실될 위험이 있는 행은 없는지 보여 줍니다.</translation>
    </message>
    <message>
        <source>Every accepted row is counted once: stored, pending (on its way), backed up (in CSV files), quarantined (refused by the historian) or dropped (lost: should stay 0).</source>
        <translation>수집한 모든 행은 다음 중 한 곳에서만 셉니다: 저장됨, 대기(처리 중), 백업됨(CSV 파일), 격리됨(히스토리안이 거부), 유실(0이어야 함).</translation>
    </message>
    <message>
        <source>The charts show how full queue and buffer are, how fast the writer is and how long a write takes. From 70 % a figure needs a look, from 90 % it needs a hand.</source>
        <translation>차트는 큐와 버퍼의 사용률, 저장 속도, 쓰기에 걸리는 시간을 보여 줍니다. 70 %부터는 살펴보아야 하고, 90 %부터는 조치해야 합니다.</translation>
    </message>
    <message>
        <source>Outages, retries and replays are marked on the charts; a gap is a time in which the program did not run.</source>
        <translation>중단, 재시도, 재전송은 차트에 표시됩니다. 빈 구간은 프로그램이 실행되지 않은 시간입니다.</translation>
    </message>
    <message>
        <source>In the charts</source>
        <translation>차트에서</translation>
    </message>
    <message>
        <source>Drag to go back in time, turn the wheel to zoom, double-click for now.</source>
        <translation>끌면 이전 시간으로 이동하고, 휠을 돌리면 확대·축소하며, 두 번 클릭하면 현재로 돌아갑니다.</translation>
    </message>
    <message>
        <source>Left and Right: earlier and later. + and -: closer and wider. Home: now. Space: pause.</source>
        <translation>Left, Right: 이전, 이후. +, -: 확대, 축소. Home: 현재. Space: 일시 정지.</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>A polling group is a number of tags of one PLC that are read together.</source>
        <translation>폴링 그룹은 함께 읽는 한 PLC의 태그 묶음입니다.</translation>
    </message>
    <message>
        <source>A FIXED group is read at its own interval. A HANDSHAKE group is read once for each trigger, of a person or of the PLC.</source>
        <translation>FIXED 그룹은 자체 주기로 읽습니다. HANDSHAKE 그룹은 사람이나 PLC가 트리거할 때마다 한 번 읽습니다.</translation>
    </message>
    <message>
        <source>Stopping finishes the poll in progress. A group that runs keeps its tags and settings until it is restarted.</source>
        <translation>정지하면 진행 중인 폴링을 마칩니다. 실행 중인 그룹은 다시 시작할 때까지 기존 태그와 설정을 유지합니다.</translation>
    </message>
    <message>
        <source>Error means that the last poll brought no values; the reason stands below the table. It is tried again by itself.</source>
        <translation>오류는 마지막 폴링에서 값을 얻지 못했다는 뜻입니다. 이유는 표 아래에 있습니다. 자동으로 다시 시도합니다.</translation>
    </message>
    <message>
        <source>After a trigger its steps are shown: requested, polled, and where the record went.</source>
        <translation>트리거하면 단계가 표시됩니다: 요청, 폴링, 기록이 간 곳.</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Every tag of the plant with the value of its last poll.</source>
        <translation>설비의 모든 태그와 마지막 폴링의 값입니다.</translation>
    </message>
    <message>
        <source>GOOD: as it was read. UNCERTAIN: outside its limits. BAD: no value; the reason says why, and the last good value stands there hollow, with its time.</source>
        <translation>GOOD: 읽은 그대로입니다. UNCERTAIN: 한계를 벗어났습니다. BAD: 값이 없습니다. 사유가 표시되고, 마지막 정상 값이 시각과 함께 윤곽선으로 표시됩니다.</translation>
    </message>
    <message>
        <source>A value that is older than three intervals looks hollow, too: it is not the value of now.</source>
        <translation>주기의 3배보다 오래된 값도 윤곽선으로 표시됩니다. 현재 값이 아닙니다.</translation>
    </message>
    <message>
        <source>Type words to find tags; all of them have to occur. Ctrl+C copies the chosen rows.</source>
        <translation>단어를 입력하면 태그를 찾습니다. 모든 단어가 들어 있어야 합니다. Ctrl+C로 선택한 행을 복사합니다.</translation>
    </message>
    <message>
        <source>Enter puts the chosen tag into the trend, or takes it out. The trend begins with the historian&apos;s values and goes on live.</source>
        <translation>Enter로 선택한 태그를 트렌드에 넣거나 뺍니다. 트렌드는 히스토리안의 값으로 시작하여 실시간으로 이어집니다.</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>백업</translation>
    </message>
    <message>
        <source>Rows that the historian does not take are kept as CSV files, so that nothing is lost. They go back by themselves when it takes them again, unless that is switched off.</source>
        <translation>히스토리안에 저장하지 못한 행은 잃지 않도록 CSV 파일로 보관합니다. 다시 저장할 수 있게 되면 자동으로 재전송합니다. 자동 재전송을 끈 경우는 제외합니다.</translation>
    </message>
    <message>
        <source>Waiting: rows that are not in the historian yet. Replayed: stored, and kept for some days. Damaged: some lines cannot be read; all others are stored.</source>
        <translation>대기 중: 아직 히스토리안에 없는 행입니다. 재전송됨: 저장되었으며 며칠간 보관합니다. 손상됨: 일부 줄을 읽을 수 없고, 나머지는 모두 저장되었습니다.</translation>
    </message>
    <message>
        <source>Verify compares every line with its checksum. Export copies rows into one file. Delete asks where rows would be lost.</source>
        <translation>검증은 모든 줄을 체크섬과 비교합니다. 내보내기는 행을 파일 하나에 복사합니다. 삭제는 행이 유실될 때 먼저 확인합니다.</translation>
    </message>
    <message>
        <source>Quarantine: rows that the historian refuses as they are, with its reason. Correct them, or send them again when the database was mended.</source>
        <translation>격리: 히스토리안이 그대로는 받지 않는 행과 그 사유입니다. 수정하거나, 데이터베이스를 고친 뒤 다시 보내십시오.</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>알람</translation>
    </message>
    <message>
        <source>An alarm asks somebody to do something: what it means and what to do stands beside it.</source>
        <translation>알람은 누군가의 조치를 요청합니다. 의미와 조치가 옆에 표시됩니다.</translation>
    </message>
    <message>
        <source>Acknowledge says that you have seen it; it goes when its cause is gone. One that was over before anybody saw it stays, hollow, until then.</source>
        <translation>확인은 알람을 보았다는 표시입니다. 알람은 원인이 사라지면 없어집니다. 아무도 보기 전에 해제된 알람은 확인할 때까지 윤곽선으로 남아 있습니다.</translation>
    </message>
    <message>
        <source>Critical: rows are lost, or will be. High: values are missing. Medium: has time until the end of the day.</source>
        <translation>심각: 행이 유실되고 있거나 곧 유실됩니다. 높음: 값이 빠지고 있습니다. 보통: 오늘 안에 조치하면 됩니다.</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>이벤트</translation>
    </message>
    <message>
        <source>What happened, and who did it: starts, stops, triggers, alarms, changes of the setup, replays, connections lost and found.</source>
        <translation>일어난 일과 그 일을 한 사용자입니다: 시작, 정지, 트리거, 알람, 설정 변경, 재전송, 연결 끊김과 복구.</translation>
    </message>
    <message>
        <source>Filter by words, kind, person and time; Export writes what the filter shows, all of it.</source>
        <translation>검색어, 종류, 사용자, 기간으로 필터링합니다. 내보내기는 필터에 맞는 이벤트를 모두 씁니다.</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>PLCs, groups and tags are edited in a draft. What is wrong stands beside its field; Apply shows every change before anything is stored.</source>
        <translation>PLC, 그룹, 태그는 초안에서 편집합니다. 잘못된 내용은 해당 필드 옆에 표시됩니다. 적용하면 저장하기 전에 모든 변경 내용을 보여 줍니다.</translation>
    </message>
    <message>
        <source>Running groups go on with what they have until you restart them.</source>
        <translation>실행 중인 그룹은 다시 시작할 때까지 기존 내용으로 계속됩니다.</translation>
    </message>
    <message>
        <source>Below a group stands what it costs its PLC: requests, time, and whether the interval can be met.</source>
        <translation>그룹 아래에 PLC 부하가 표시됩니다: 요청 수, 시간, 주기를 지킬 수 있는지 여부.</translation>
    </message>
    <message>
        <source>Import tells what each row of a file would do before it does it, and saves the rows that are wrong, to be mended.</source>
        <translation>가져오기는 파일의 각 행이 어떻게 될지 먼저 보여 주고, 잘못된 행은 고칠 수 있도록 저장합니다.</translation>
    </message>
    <message>
        <source>With an engineer PIN everybody can look, and who knows it can change.</source>
        <translation>엔지니어 PIN을 설정하면 누구나 볼 수 있고, PIN을 아는 사람만 변경할 수 있습니다.</translation>
    </message>
    <message>
        <source>Remote access</source>
        <translation>원격 접속</translation>
    </message>
    <message>
        <source>Other programs ask this station by HTTP; a browser, a phone or a wall screen shows its page. It is off until you switch it on, and then reached from this PC only.</source>
        <translation>다른 프로그램이 HTTP로 이 스테이션을 조회하며, 브라우저, 휴대전화, 벽면 화면에서 페이지를 볼 수 있습니다. 켜기 전까지는 꺼져 있고, 켜도 처음에는 이 PC에서만 접속됩니다.</translation>
    </message>
    <message>
        <source>Whoever asks needs a token: one for reading, one for commanding. A token is shown once, when it is made; renewing it shuts out those who use the old one.</source>
        <translation>접속하려면 토큰이 필요합니다: 읽기용과 명령용이 따로 있습니다. 토큰은 만들 때 한 번만 표시되며, 새로 발급하면 이전 토큰을 쓰는 쪽은 접속할 수 없습니다.</translation>
    </message>
    <message>
        <source>In a network that you do not trust, enter a certificate and its key (PEM files): else tokens and values can be read on the way.</source>
        <translation>신뢰할 수 없는 네트워크에서는 인증서와 키(PEM 파일)를 지정하십시오. 그렇지 않으면 토큰과 값이 전송 중에 읽힐 수 있습니다.</translation>
    </message>
    <message>
        <source>Test asks the station as another program would. What programs can ask stands at the address, under /openapi.json; every command they give is in the log of events.</source>
        <translation>테스트는 다른 프로그램과 같은 방법으로 스테이션에 접속해 봅니다. 사용할 수 있는 기능은 주소 뒤에 /openapi.json을 붙이면 볼 수 있고, 프로그램이 내린 명령은 모두 이벤트 기록에 남습니다.</translation>
    </message>
    <message>
        <source>The first start</source>
        <translation>처음 시작</translation>
    </message>
    <message>
        <source>The demo plant is simulated on this computer and shows everything without a PLC.</source>
        <translation>데모 설비는 이 컴퓨터에서 시뮬레이션하며, PLC 없이 모든 기능을 보여 줍니다.</translation>
    </message>
    <message>
        <source>Your first PLC needs its address and port as they are set in GX Works (Ethernet port, MC protocol, TCP, binary code), and one address to read.</source>
        <translation>첫 PLC에는 GX Works에 설정된 주소와 포트(이더넷 포트, MC 프로토콜, TCP, 바이너리 코드), 그리고 읽을 주소 하나가 필요합니다.</translation>
    </message>
    <message>
        <source>Keys on every page</source>
        <translation>모든 페이지의 키</translation>
    </message>
    <message>
        <source>F1: this help. F2 to F9: the pages. F5: look again. Tab: the next field. Alt and an underlined letter: that button.</source>
        <translation>F1: 이 도움말. F2~F9: 페이지. F5: 새로 고침. Tab: 다음 필드. Alt와 밑줄 친 글자: 해당 버튼.</translation>
    </message>
    <message>
        <source>Forms and colours</source>
        <translation>모양과 색</translation>
    </message>
    <message>
        <source>Gray is normal. A filled circle: works. A hollow one: at rest. A triangle: needs a look. A diamond: needs a hand.</source>
        <translation>회색은 정상입니다. 채워진 원: 동작 중. 빈 원: 정지. 삼각형: 살펴보아야 함. 마름모: 조치해야 함.</translation>
    </message>
</context>
<context>
    <name>HelpPanel</name>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>Save a diagnostics &amp;bundle…</source>
        <translation>진단 번들 저장(&amp;B)…</translation>
    </message>
    <message>
        <source>Logs, configuration, status and events in one file, without values and passwords</source>
        <translation>로그, 구성, 상태, 이벤트를 값과 암호 없이 파일 하나에 담습니다</translation>
    </message>
    <message>
        <source>Close the help (F1)</source>
        <translation>도움말 닫기 (F1)</translation>
    </message>
    <message>
        <source>The bundle is being gathered…</source>
        <translation>진단 번들을 만드는 중…</translation>
    </message>
    <message>
        <source>Save a diagnostics bundle</source>
        <translation>진단 번들 저장</translation>
    </message>
    <message>
        <source>Zip files (*.zip)</source>
        <translation>Zip 파일 (*.zip)</translation>
    </message>
    <message>
        <source>{file} is saved; it could not gather everything: {parts}</source>
        <translation>저장했습니다: {file}. 수집하지 못한 항목: {parts}</translation>
    </message>
    <message>
        <source>{file} is saved: {size}</source>
        <translation>저장했습니다: {file}, {size}</translation>
    </message>
    <message>
        <source>Lineside {version}, MIT licence. Qt {qt} for Python (LGPL), pyqtgraph (MIT), oracledb (Apache), pymcprotocol (MIT); icons of Lucide (ISC).</source>
        <translation>Lineside {version}, MIT 라이선스. Qt {qt} for Python (LGPL), pyqtgraph (MIT), oracledb (Apache), pymcprotocol (MIT), 아이콘 Lucide (ISC).</translation>
    </message>
</context>
<context>
    <name>HistorianTab</name>
    <message>
        <source>Historian</source>
        <translation>히스토리안</translation>
    </message>
    <message>
        <source>&amp;Embedded historian (SQLite)</source>
        <translation>내장 히스토리안(SQLite)(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Oracle Database</source>
        <translation>Oracle Database(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Host</source>
        <translation>호스트(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>포트(&amp;P)</translation>
    </message>
    <message>
        <source>Ser&amp;vice</source>
        <translation>서비스(&amp;V)</translation>
    </message>
    <message>
        <source>User &amp;name</source>
        <translation>사용자 이름(&amp;N)</translation>
    </message>
    <message>
        <source>Connections kept open</source>
        <translation>유지할 연결 수</translation>
    </message>
    <message>
        <source>Connections at most</source>
        <translation>최대 연결 수</translation>
    </message>
    <message>
        <source>Time limit to connect</source>
        <translation>연결 제한 시간</translation>
    </message>
    <message>
        <source>s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>Time limit of an answer</source>
        <translation>응답 제한 시간</translation>
    </message>
    <message>
        <source>New attempts at a batch</source>
        <translation>배치 재시도 횟수</translation>
    </message>
    <message>
        <source>&amp;Test connection</source>
        <translation>연결 테스트(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Cancel test</source>
        <translation>테스트 취소(&amp;C)</translation>
    </message>
    <message>
        <source>Create the &amp;missing tables</source>
        <translation>없는 테이블 만들기(&amp;M)</translation>
    </message>
    <message>
        <source>Enter host, service and user name first</source>
        <translation>먼저 호스트, 서비스, 사용자 이름을 입력하십시오</translation>
    </message>
    <message>
        <source>Your database server, 12.1 or later. No client has to be installed.</source>
        <translation>기존 데이터베이스 서버, 12.1 이상입니다. 클라이언트를 설치할 필요가 없습니다.</translation>
    </message>
    <message>
        <source>A file in the data folder. Works at once, and is enough for small sites.</source>
        <translation>데이터 폴더의 파일입니다. 바로 사용할 수 있으며 소규모 현장에 충분합니다.</translation>
    </message>
    <message>
        <source>Correct what is marked first</source>
        <translation>먼저 표시된 항목을 수정하십시오</translation>
    </message>
    <message>
        <source>The test is running</source>
        <translation>테스트하는 중입니다</translation>
    </message>
    <message>
        <source>Set by the environment variable {name}, so it cannot be changed here</source>
        <translation>환경 변수 {name}에서 설정하므로 여기에서는 변경할 수 없습니다</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keyring; enter another one only to change it</source>
        <translation>시스템 키 저장소에 보관되어 있습니다. 변경할 때만 새로 입력하십시오</translation>
    </message>
    <message>
        <source>It goes into the system&apos;s keyring, never into a file</source>
        <translation>시스템 키 저장소에 저장하며 파일에는 쓰지 않습니다</translation>
    </message>
    <message>
        <source>Where rows are kept</source>
        <translation>행을 저장할 곳</translation>
    </message>
    <message>
        <source>Oracle Database</source>
        <translation>Oracle Database</translation>
    </message>
    <message>
        <source>Connections and time limits</source>
        <translation>연결 및 제한 시간</translation>
    </message>
    <message>
        <source>Statements that make the tables</source>
        <translation>테이블을 만드는 SQL 문</translation>
    </message>
    <message>
        <source>Statements that make the tables, for your administrator</source>
        <translation>테이블을 만드는 SQL 문(관리자용)</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>암호(&amp;W)</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>암호</translation>
    </message>
</context>
<context>
    <name>HostField</name>
    <message>
        <source>Address of this PC</source>
        <translation>이 PC의 주소</translation>
    </message>
    <message>
        <source>This PC only</source>
        <translation>이 PC에서만</translation>
    </message>
    <message>
        <source>Every computer of the network</source>
        <translation>네트워크의 모든 컴퓨터</translation>
    </message>
    <message>
        <source>Only at the address {address}</source>
        <translation>주소 {address}에서만</translation>
    </message>
    <message>
        <source>Another address of this PC…</source>
        <translation>이 PC의 다른 주소…</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>New</source>
        <translation>신규</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>그대로</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>오류</translation>
    </message>
</context>
<context>
    <name>ImportModel</name>
    <message>
        <source>Becomes</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>File</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>행</translation>
    </message>
    <message>
        <source>What</source>
        <translation>항목</translation>
    </message>
    <message>
        <source>Why, or what changes</source>
        <translation>이유 또는 변경 내용</translation>
    </message>
</context>
<context>
    <name>ImportTab</name>
    <message>
        <source>Import &amp; export</source>
        <translation>가져오기/내보내기</translation>
    </message>
    <message>
        <source>The files are being read…</source>
        <translation>파일을 읽는 중…</translation>
    </message>
    <message>
        <source>Choose files to import</source>
        <translation>가져올 파일 선택</translation>
    </message>
    <message>
        <source>Tables (*.csv *.txt);;All files (*)</source>
        <translation>표 (*.csv *.txt);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>The plant was edited meanwhile, so the files were compared again</source>
        <translation>그동안 설비 구성이 편집되어 파일을 다시 비교했습니다</translation>
    </message>
    <message>
        <source>The rows are being taken over…</source>
        <translation>행을 반영하는 중…</translation>
    </message>
    <message>
        <source>{n} rows are among the changes; apply them to store them</source>
        <translation>{n}행을 변경 내용에 넣었습니다. 저장하려면 적용하십시오</translation>
    </message>
    <message>
        <source>Where to put the rows that are not imported</source>
        <translation>가져오지 않은 행을 저장할 위치</translation>
    </message>
    <message>
        <source>Written with their reasons, to be mended and imported again: {files}</source>
        <translation>고쳐서 다시 가져올 수 있도록 이유와 함께 저장했습니다: {files}</translation>
    </message>
    <message>
        <source>Where to put the three files of the configuration</source>
        <translation>구성 파일 3개를 저장할 위치</translation>
    </message>
    <message>
        <source>Written to {folder}: {files}</source>
        <translation>{folder}에 저장했습니다: {files}</translation>
    </message>
    <message>
        <source>{file}: {added} new, {changed} changed, {unchanged} as they are, {skipped} left out, {wrong} wrong</source>
        <translation>{file}: 신규 {added}, 변경 {changed}, 그대로 {unchanged}, 제외 {skipped}, 오류 {wrong}</translation>
    </message>
    <message>
        <source>Only an engineer may change the setup</source>
        <translation>설정은 엔지니어만 변경할 수 있습니다</translation>
    </message>
    <message>
        <source>The files change nothing</source>
        <translation>이 파일로 바뀌는 것이 없습니다</translation>
    </message>
    <message>
        <source>No row is right</source>
        <translation>올바른 행이 없습니다</translation>
    </message>
    <message>
        <source>Mend what is wrong on the other tabs first</source>
        <translation>먼저 다른 탭의 잘못된 항목을 고치십시오</translation>
    </message>
    <message>
        <source>&amp;Take over {n} rows</source>
        <translation>{n}행 반영(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Take over the {n} rows that are right</source>
        <translation>올바른 {n}행 반영(&amp;T)</translation>
    </message>
    <message>
        <source>Files of this program, of GX Works or of KEPServerEX</source>
        <translation>이 프로그램, GX Works 또는 KEPServerEX의 파일</translation>
    </message>
    <message>
        <source>Put these rows among the changes; nothing is stored yet</source>
        <translation>이 행들을 변경 내용에 넣습니다. 아직 저장하지 않습니다</translation>
    </message>
    <message>
        <source>Every row is right</source>
        <translation>모든 행이 올바릅니다</translation>
    </message>
    <message>
        <source>The files have no rows that can be read</source>
        <translation>파일에 읽을 수 있는 행이 없습니다</translation>
    </message>
    <message>
        <source>To mend them in a spreadsheet</source>
        <translation>스프레드시트에서 고칠 수 있도록 저장합니다</translation>
    </message>
    <message>
        <source>Write what is stored, to be read in again without a loss</source>
        <translation>저장된 구성을 손실 없이 다시 가져올 수 있게 내보냅니다</translation>
    </message>
    <message>
        <source>All rows ({n})</source>
        <translation>모든 행 ({n})</translation>
    </message>
    <message>
        <source>{verdict} ({n})</source>
        <translation>{verdict} ({n})</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Choose CSV files of PLCs, groups and tags, device comments of GX Works, or tags of KEPServerEX. What would become of every row is shown here first; nothing is stored before you apply it. Export configuration writes such files to begin with: they have every column.</source>
        <translation>PLC, 그룹, 태그의 CSV 파일이나 GX Works의 디바이스 코멘트 또는 KEPServerEX의 태그를 선택하십시오. 각 행이 어떻게 될지 먼저 여기에 표시됩니다. 적용하기 전에는 아무것도 저장하지 않습니다. 구성 내보내기는 모든 열이 들어 있는 이런 파일을 만들어 주므로 그것으로 시작할 수 있습니다.</translation>
    </message>
    <message>
        <source>C&amp;hoose files…</source>
        <translation>파일 선택(&amp;H)…</translation>
    </message>
    <message>
        <source>E&amp;xport configuration…</source>
        <translation>구성 내보내기(&amp;X)…</translation>
    </message>
    <message>
        <source>&amp;Save rows that are not imported…</source>
        <translation>가져오지 않은 행 저장(&amp;S)…</translation>
    </message>
    <message>
        <source>Which rows are shown</source>
        <translation>표시할 행</translation>
    </message>
    <message>
        <source>Rows of the files</source>
        <translation>파일의 행</translation>
    </message>
    <message>
        <source>PLC of tags that name none</source>
        <translation>PLC가 지정되지 않은 태그의 PLC</translation>
    </message>
    <message>
        <source>Group of tags that name none</source>
        <translation>그룹이 지정되지 않은 태그의 그룹</translation>
    </message>
</context>
<context>
    <name>Looks</name>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>정지하는 중…</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>정지</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message>
        <source>Triggering…</source>
        <translation>트리거 중…</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>연결됨</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>연결 안 됨</translation>
    </message>
    <message>
        <source>not used yet</source>
        <translation>아직 사용 안 함</translation>
    </message>
    <message>
        <source>storing</source>
        <translation>저장 중</translation>
    </message>
    <message>
        <source>trying again</source>
        <translation>재시도 중</translation>
    </message>
    <message>
        <source>not available, CSV backup</source>
        <translation>사용 불가, CSV 백업</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>정지</translation>
    </message>
    <message>
        <source>Replaying</source>
        <translation>재전송 중</translation>
    </message>
    <message>
        <source>Waiting for the historian</source>
        <translation>히스토리안 대기 중</translation>
    </message>
    <message>
        <source>The replay does not go on</source>
        <translation>재전송이 진행되지 않습니다</translation>
    </message>
    <message>
        <source>The replay is paused</source>
        <translation>재전송 일시 정지됨</translation>
    </message>
    <message>
        <source>Rows wait to be replayed</source>
        <translation>재전송을 기다리는 행이 있습니다</translation>
    </message>
    <message>
        <source>Nothing to replay</source>
        <translation>재전송할 행 없음</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>심각</translation>
    </message>
    <message>
        <source>High</source>
        <translation>높음</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>Handshake</source>
        <translation>핸드셰이크</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>고정 주기</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>가동</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>알람</translation>
    </message>
    <message>
        <source>waiting for the trigger bit</source>
        <translation>트리거 비트 대기 중</translation>
    </message>
    <message>
        <source>reading the record</source>
        <translation>기록 읽는 중</translation>
    </message>
    <message>
        <source>saving the record</source>
        <translation>기록 저장 중</translation>
    </message>
    <message>
        <source>acknowledged; the PLC takes its trigger back</source>
        <translation>응답함, PLC의 트리거 해제 대기</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{n} rows are in memory only: neither the historian nor the disk takes them.</source>
        <translation>{n}개 행이 메모리에만 있습니다. 히스토리안도 디스크도 받아들이지 않습니다.</translation>
    </message>
    <message>
        <source>They are lost when Lineside ends now. Make room on the disk, or bring the historian back, and they are stored by themselves.</source>
        <translation>지금 Lineside를 종료하면 이 행들은 손실됩니다. 디스크 공간을 확보하거나 히스토리안을 복구하면 자동으로 저장됩니다.</translation>
    </message>
    <message>
        <source>&amp;Quit and lose them</source>
        <translation>손실하고 종료(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>계속 실행(&amp;K)</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>백업</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>알람</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>이벤트</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>설정</translation>
    </message>
</context>
<context>
    <name>Mapping</name>
    <message>
        <source>Time of the read</source>
        <translation>읽은 시각</translation>
    </message>
    <message>
        <source>Time of writing</source>
        <translation>쓴 시각</translation>
    </message>
    <message>
        <source>Name, built as below</source>
        <translation>이름, 아래 형식으로 구성</translation>
    </message>
    <message>
        <source>Value, number or text</source>
        <translation>값, 숫자 또는 텍스트</translation>
    </message>
    <message>
        <source>Value as a number</source>
        <translation>숫자 값</translation>
    </message>
    <message>
        <source>Text of a STRING</source>
        <translation>STRING의 텍스트</translation>
    </message>
    <message>
        <source>Text, and whole numbers exactly</source>
        <translation>텍스트 및 정확한 정수</translation>
    </message>
    <message>
        <source>Value as the PLC has it</source>
        <translation>PLC의 원래 값</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>품질</translation>
    </message>
    <message>
        <source>Why it is not GOOD</source>
        <translation>GOOD이 아닌 이유</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Tag name</source>
        <translation>태그 이름</translation>
    </message>
    <message>
        <source>Data type</source>
        <translation>데이터 타입</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>설비</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>단위</translation>
    </message>
    <message>
        <source>Polling group</source>
        <translation>폴링 그룹</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>분류</translation>
    </message>
    <message>
        <source>Next number of a sequence</source>
        <translation>시퀀스의 다음 번호</translation>
    </message>
    <message>
        <source>Lineside&apos;s own table</source>
        <translation>Lineside 자체 테이블</translation>
    </message>
    <message>
        <source>Three columns: time, name, value</source>
        <translation>열 3개: 시각, 이름, 값</translation>
    </message>
    <message>
        <source>Four columns: name, value, time, quality</source>
        <translation>열 4개: 이름, 값, 시각, 품질</translation>
    </message>
    <message>
        <source>A log of alarms, with a number for each row</source>
        <translation>알람 로그, 행마다 번호 부여</translation>
    </message>
    <message>
        <source>Columns that I choose</source>
        <translation>직접 선택한 열</translation>
    </message>
    <message>
        <source>Lineside&apos;s own table, {table}</source>
        <translation>Lineside 자체 테이블, {table}</translation>
    </message>
</context>
<context>
    <name>MappingForm</name>
    <message>
        <source>Insert &amp;field</source>
        <translation>필드 삽입(&amp;F)</translation>
    </message>
    <message>
        <source>As the log mode of each tag says</source>
        <translation>각 태그의 기록 모드에 따름</translation>
    </message>
    <message>
        <source>Only when the value changes</source>
        <translation>값이 변할 때만</translation>
    </message>
    <message>
        <source>{plc} {address} is called {name}</source>
        <translation>{plc} {address}의 이름: {name}</translation>
    </message>
    <message>
        <source>UTC; +09:00 for Korea and Japan</source>
        <translation>UTC, 한국과 일본은 +09:00</translation>
    </message>
    <message>
        <source>Sha&amp;pe</source>
        <translation>구조(&amp;P)</translation>
    </message>
    <message>
        <source>Ta&amp;ble</source>
        <translation>테이블(&amp;B)</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>열</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>이름(&amp;M)</translation>
    </message>
    <message>
        <source>Se&amp;quence</source>
        <translation>시퀀스(&amp;Q)</translation>
    </message>
    <message>
        <source>Times &amp;in</source>
        <translation>시각 기준(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Written</source>
        <translation>기록 조건(&amp;W)</translation>
    </message>
</context>
<context>
    <name>MappingTab</name>
    <message>
        <source>Tables</source>
        <translation>테이블</translation>
    </message>
    <message>
        <source>&amp;Compare with the database</source>
        <translation>데이터베이스와 비교(&amp;C)</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>취소(&amp;N)</translation>
    </message>
    <message>
        <source>Correct what is marked at {category} first</source>
        <translation>먼저 {category}에 표시된 항목을 수정하십시오</translation>
    </message>
    <message>
        <source>The mapping is saved</source>
        <translation>매핑을 저장했습니다</translation>
    </message>
    <message>
        <source>Connect Oracle in the tab Historian first</source>
        <translation>먼저 히스토리안 탭에서 Oracle에 연결하십시오</translation>
    </message>
    <message>
        <source>The comparison is running</source>
        <translation>비교하는 중입니다</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>완성되지 않음</translation>
    </message>
    <message>
        <source>Rows go to the embedded historian now. These tables are used once Oracle is chosen.</source>
        <translation>지금은 행을 내장 히스토리안에 저장합니다. 이 테이블은 Oracle을 선택하면 사용합니다.</translation>
    </message>
    <message>
        <source>Tables of the categories</source>
        <translation>분류별 테이블</translation>
    </message>
    <message>
        <source>The chosen category&apos;s table</source>
        <translation>선택한 분류의 테이블</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>메시지 닫기</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
</context>
<context>
    <name>NewPinDialog</name>
    <message>
        <source>Change the PIN</source>
        <translation>PIN 변경</translation>
    </message>
    <message>
        <source>Set a PIN</source>
        <translation>PIN 설정</translation>
    </message>
    <message>
        <source>C&amp;hange PIN</source>
        <translation>PIN 변경(&amp;H)</translation>
    </message>
    <message>
        <source>S&amp;et PIN</source>
        <translation>PIN 설정(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Present PIN</source>
        <translation>현재 PIN(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;New PIN</source>
        <translation>새 PIN(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Repeat it</source>
        <translation>새 PIN 확인(&amp;R)</translation>
    </message>
    <message>
        <source>4 to 12 digits. Whoever does not know them looks on as an operator: starts, stops and triggers groups, answers alarms, but changes nothing of the setup.</source>
        <translation>숫자 4~12자리입니다. PIN을 모르는 사람은 운전원으로서 그룹을 시작, 정지, 트리거하고 알람을 확인할 수 있지만 설정은 변경할 수 없습니다.</translation>
    </message>
    <message>
        <source>The two new PINs are different</source>
        <translation>새 PIN 두 개가 서로 다릅니다</translation>
    </message>
</context>
<context>
    <name>Oracle</name>
    <message>
        <source>A table is missing. The button above makes it, or your administrator.</source>
        <translation>없는 테이블이 있습니다. 위의 버튼으로 만들거나 관리자에게 요청하십시오.</translation>
    </message>
    <message>
        <source>The host accepts connections.</source>
        <translation>호스트가 연결을 받습니다.</translation>
    </message>
    <message>
        <source>An Oracle listener answers.</source>
        <translation>Oracle 리스너가 응답합니다.</translation>
    </message>
    <message>
        <source>The name server does not answer. Check the network, or enter the IP address.</source>
        <translation>이름 서버가 응답하지 않습니다. 네트워크를 확인하거나 IP 주소를 입력하십시오.</translation>
    </message>
    <message>
        <source>The host name is not known. Check its spelling, or enter the IP address.</source>
        <translation>알 수 없는 호스트 이름입니다. 철자를 확인하거나 IP 주소를 입력하십시오.</translation>
    </message>
    <message>
        <source>The host does not answer. Check that it is on, and that network and firewalls let this port through.</source>
        <translation>호스트가 응답하지 않습니다. 호스트가 켜져 있는지, 네트워크와 방화벽이 이 포트를 허용하는지 확인하십시오.</translation>
    </message>
    <message>
        <source>The host answers, but nothing listens at this port. Check the port, or have the listener started.</source>
        <translation>호스트는 응답하지만 이 포트에서 수신하는 프로그램이 없습니다. 포트를 확인하거나 리스너 시작을 요청하십시오.</translation>
    </message>
    <message>
        <source>The host cannot be reached. Check the network of this computer and the address.</source>
        <translation>호스트에 연결할 수 없습니다. 이 컴퓨터의 네트워크와 주소를 확인하십시오.</translation>
    </message>
    <message>
        <source>The port is open, but nothing answers. Check host and port, or have the listener restarted.</source>
        <translation>포트는 열려 있지만 응답이 없습니다. 호스트와 포트를 확인하거나 리스너 다시 시작을 요청하십시오.</translation>
    </message>
    <message>
        <source>The connection is closed without a word. Check host and port, that it is no port for TLS, and that the listener lets this computer in.</source>
        <translation>응답 없이 연결이 끊어집니다. 호스트와 포트, TLS용 포트가 아닌지, 리스너가 이 컴퓨터를 허용하는지 확인하십시오.</translation>
    </message>
    <message>
        <source>What answers is no Oracle listener. Check host and port: most often it is 1521, without TLS.</source>
        <translation>응답하는 것이 Oracle 리스너가 아닙니다. 호스트와 포트를 확인하십시오. 보통 TLS를 쓰지 않는 1521입니다.</translation>
    </message>
    <message>
        <source>User name or password is wrong. Correct it above.</source>
        <translation>사용자 이름이나 암호가 잘못되었습니다. 위에서 수정하십시오.</translation>
    </message>
    <message>
        <source>The account is locked. Ask the database administrator to unlock it.</source>
        <translation>계정이 잠겨 있습니다. 데이터베이스 관리자에게 잠금 해제를 요청하십시오.</translation>
    </message>
    <message>
        <source>The password has expired. Ask the database administrator.</source>
        <translation>암호가 만료되었습니다. 데이터베이스 관리자에게 문의하십시오.</translation>
    </message>
    <message>
        <source>The listener does not know this service. Check the service name, and that the database is open.</source>
        <translation>리스너에 등록되지 않은 서비스입니다. 서비스 이름과 데이터베이스가 열려 있는지 확인하십시오.</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>rows</source>
        <translation>행</translation>
    </message>
    <message>
        <source>Data queue, filled</source>
        <translation>데이터 큐 사용률</translation>
    </message>
    <message>
        <source>Circular buffer, filled</source>
        <translation>순환 버퍼 사용률</translation>
    </message>
    <message>
        <source>Rows written</source>
        <translation>저장 속도</translation>
    </message>
    <message>
        <source>Write latency</source>
        <translation>쓰기 지연</translation>
    </message>
    <message>
        <source>Rows at risk</source>
        <translation>미저장 행</translation>
    </message>
    <message>
        <source>Rows the historian has taken, mean of 3 s.</source>
        <translation>히스토리안에 저장된 행, 3초 평균입니다.</translation>
    </message>
    <message>
        <source>How long the historian takes for one batch, mean of 3 s.</source>
        <translation>히스토리안이 배치 하나를 저장하는 데 걸리는 시간, 3초 평균입니다.</translation>
    </message>
    <message>
        <source>Rows that are not in the historian yet: on their way, or in CSV backup files.</source>
        <translation>아직 히스토리안에 없는 행입니다. 처리 중이거나 CSV 백업 파일에 있습니다.</translation>
    </message>
    <message>
        <source>Nothing was recorded in this time</source>
        <translation>이 시간에 기록된 데이터가 없습니다</translation>
    </message>
    <message>
        <source>No polling group is configured yet. Set up PLCs, groups and tags in Setup (F9).</source>
        <translation>구성된 폴링 그룹이 없습니다. 설정(F9)에서 PLC, 그룹, 태그를 구성하십시오.</translation>
    </message>
    <message>
        <source>{group} good polls [%]</source>
        <translation>{group} 정상 폴링 [%]</translation>
    </message>
    <message>
        <source>{group} poll time [ms]</source>
        <translation>{group} 폴링 시간 [ms]</translation>
    </message>
    <message>
        <source>rows/s</source>
        <translation>행/초</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Warning from {warning} %, alarm from {alarm} %.</source>
        <translation>경고 {warning} % 이상, 알람 {alarm} % 이상.</translation>
    </message>
    <message>
        <source>Readings that wait between polling and buffer.</source>
        <translation>폴링과 버퍼 사이에서 대기하는 읽기 결과입니다.</translation>
    </message>
    <message>
        <source>Values that wait for the writer.</source>
        <translation>저장을 기다리는 값입니다.</translation>
    </message>
    <message>
        <source>Waiting for the first poll</source>
        <translation>첫 폴링을 기다리는 중</translation>
    </message>
</context>
<context>
    <name>PinDialog</name>
    <message>
        <source>Unlock the setup</source>
        <translation>설정 잠금 해제</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>잠금 해제(&amp;U)</translation>
    </message>
    <message>
        <source>Engineer &amp;PIN</source>
        <translation>엔지니어 PIN(&amp;P)</translation>
    </message>
    <message>
        <source>It is locked again after 15 minutes without a key or a click. Forgotten? Whoever may delete access.toml in the data folder removes the PIN.</source>
        <translation>키 입력이나 클릭이 15분 동안 없으면 다시 잠깁니다. PIN을 잊은 경우, 데이터 폴더의 access.toml을 삭제할 권한이 있는 사람이 PIN을 제거할 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>PlaceCard</name>
    <message>
        <source>{title}: {figure}. {note}</source>
        <translation>{title}: {figure}. {note}</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>1 request</source>
        <translation>요청 1회</translation>
    </message>
    <message>
        <source>{n} requests</source>
        <translation>요청 {n}회</translation>
    </message>
    <message>
        <source>{tags} tags, {requests}, about {time} at a {scan} scan ({source})</source>
        <translation>태그 {tags}개, {requests}, 스캔 {scan}({source})에서 약 {time}</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>측정값</translation>
    </message>
    <message>
        <source>assumed, not measured yet</source>
        <translation>가정값, 아직 측정 안 됨</translation>
    </message>
    <message>
        <source>{cost}; read when it is triggered</source>
        <translation>{cost}. 트리거될 때 읽습니다</translation>
    </message>
    <message>
        <source>{cost}; your interval is {interval}</source>
        <translation>{cost}. 설정한 주기는 {interval}입니다</translation>
    </message>
    <message>
        <source>PLC {plc} with all its groups: {rate} requests/s, {load} % of what it can answer; {requests} and about {time} when all are due at once</source>
        <translation>PLC {plc}의 모든 그룹: 초당 요청 {rate}회, 응답 능력의 {load} %. 모두 한꺼번에 읽을 때 {requests}, 약 {time}</translation>
    </message>
    <message>
        <source>Tags that can never be read, see &apos;hmi config check&apos;: {n}</source>
        <translation>읽을 수 없는 태그({n}개). &apos;hmi config check&apos;로 확인하십시오</translation>
    </message>
    <message>
        <source>Other groups of the PLC whose interval cannot be met: {groups}.</source>
        <translation>주기를 지킬 수 없는 이 PLC의 다른 그룹: {groups}.</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>One poll takes about {time}, longer than the interval of {interval}.</source>
        <translation>폴링 한 번에 약 {time}이(가) 걸려 주기 {interval}보다 깁니다.</translation>
    </message>
    <message>
        <source>With all that the PLC is asked as often or more often, a poll can take longer than the interval of {interval}.</source>
        <translation>같은 주기나 더 짧은 주기로 이 PLC에 보내는 모든 요청과 겹치면 한 번의 폴링이 주기 {interval}보다 길어질 수 있습니다.</translation>
    </message>
    <message>
        <source>Make the intervals of its other groups longer, or read fewer tags.</source>
        <translation>다른 그룹의 주기를 늘리거나 태그 수를 줄이십시오.</translation>
    </message>
    <message>
        <source>Make the interval {interval} or longer.</source>
        <translation>주기를 {interval} 이상으로 늘리십시오.</translation>
    </message>
</context>
<context>
    <name>PlanPanel</name>
    <message>
        <source>Plan</source>
        <translation>계획</translation>
    </message>
    <message>
        <source>The plan is being made…</source>
        <translation>계획을 세우는 중…</translation>
    </message>
</context>
<context>
    <name>PlcStep</name>
    <message>
        <source>Where is the PLC?</source>
        <translation>PLC는 어디에 있습니까?</translation>
    </message>
    <message>
        <source>Its Ethernet port has to be open for the MC protocol (SLMP); the parameters of its Ethernet module in GX Works name port and code. Lineside only reads.</source>
        <translation>PLC의 이더넷 포트에서 MC 프로토콜(SLMP)이 열려 있어야 합니다. 포트와 코드는 GX Works의 이더넷 모듈 파라미터에 있습니다. Lineside는 읽기만 합니다.</translation>
    </message>
    <message>
        <source>Mend what is wrong first</source>
        <translation>먼저 잘못된 부분을 고치십시오</translation>
    </message>
    <message>
        <source>Write the address of the PLC first</source>
        <translation>먼저 PLC의 주소를 입력하십시오</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Every recorded row carries it: a short one that stays, like PRESS.</source>
        <translation>기록되는 모든 행에 이 이름이 붙습니다. PRESS처럼 짧고 바뀌지 않을 이름으로 하십시오.</translation>
    </message>
</context>
<context>
    <name>PlcStrip</name>
    <message>
        <source>none configured</source>
        <translation>구성되지 않음</translation>
    </message>
    <message>
        <source>{connected} of {all} connected</source>
        <translation>{all}대 중 {connected}대 연결됨</translation>
    </message>
</context>
<context>
    <name>PlcsTab</name>
    <message>
        <source>PLCs</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>&amp;New PLC</source>
        <translation>새 PLC(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>삭제(&amp;D)</translation>
    </message>
    <message>
        <source>Routing over networks and stations</source>
        <translation>네트워크 및 국번 경유 설정</translation>
    </message>
    <message>
        <source>Only an engineer may change the setup</source>
        <translation>설정은 엔지니어만 변경할 수 있습니다</translation>
    </message>
    <message>
        <source>Add a PLC</source>
        <translation>PLC를 추가합니다</translation>
    </message>
    <message>
        <source>Choose a PLC first</source>
        <translation>먼저 PLC를 선택하십시오</translation>
    </message>
    <message>
        <source>Delete the PLC with its groups and tags</source>
        <translation>PLC를 그룹 및 태그와 함께 삭제합니다</translation>
    </message>
    <message>
        <source>Mend what is wrong first</source>
        <translation>먼저 잘못된 항목을 고치십시오</translation>
    </message>
    <message>
        <source>What was recorded until now stays under the name {name}.</source>
        <translation>지금까지 기록된 데이터는 이름 {name}에 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>Most connections at once; a PLC&apos;s port takes a few only.</source>
        <translation>동시에 여는 최대 연결 수입니다. PLC 포트는 소수의 연결만 받습니다.</translation>
    </message>
    <message>
        <source>Active: its groups may run</source>
        <translation>활성: 이 PLC의 그룹을 실행할 수 있음</translation>
    </message>
    <message>
        <source>No PLC is configured yet. Add one with New PLC, or bring all of them from a spreadsheet
on the tab Import &amp; export.</source>
        <translation>구성된 PLC가 없습니다. 새 PLC로 추가하거나, 가져오기/내보내기 탭에서
스프레드시트의 PLC를 모두 가져오십시오.</translation>
    </message>
</context>
<context>
    <name>PreviewModel</name>
    <message>
        <source>Line</source>
        <translation>줄</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>잘못된 내용</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>Choose a file to look into it</source>
        <translation>내용을 보려면 파일을 선택하십시오</translation>
    </message>
    <message>
        <source>Reading… {total} rows so far</source>
        <translation>읽는 중… 지금까지 {total}행</translation>
    </message>
    <message>
        <source>Searching… {shown} of {total} rows so far</source>
        <translation>검색하는 중… 지금까지 {total}행 중 {shown}행</translation>
    </message>
    <message>
        <source>No row of {total} is like this</source>
        <translation>{total}행 중 해당하는 행이 없습니다</translation>
    </message>
    <message>
        <source>{shown} of {total} rows</source>
        <translation>{total}행 중 {shown}행</translation>
    </message>
    <message>
        <source>Checking every row… {pct} %</source>
        <translation>모든 행을 확인하는 중… {pct} %</translation>
    </message>
    <message>
        <source>Filter: tag, address, PLC, time, value…</source>
        <translation>필터: 태그, 주소, PLC, 시각, 값…</translation>
    </message>
    <message>
        <source>Shows the rows that hold every word, in any column; the whole file is searched (Ctrl+F)</source>
        <translation>모든 단어가 들어 있는 행을 표시합니다. 열에 관계없이 파일 전체를 검색합니다 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Filter the rows</source>
        <translation>행 필터</translation>
    </message>
    <message>
        <source>Rows of which quality</source>
        <translation>표시할 행의 품질</translation>
    </message>
    <message>
        <source>Every quality</source>
        <translation>모든 품질</translation>
    </message>
    <message>
        <source>Damaged lines</source>
        <translation>손상된 줄</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>검색 진행률</translation>
    </message>
    <message>
        <source>Stop searc&amp;h</source>
        <translation>검색 중지(&amp;H)</translation>
    </message>
    <message>
        <source>What was found so far stays</source>
        <translation>지금까지 찾은 행은 남습니다</translation>
    </message>
    <message>
        <source>Rows: {total}</source>
        <translation>{total}행</translation>
    </message>
    <message>
        <source>Rows of the chosen file</source>
        <translation>선택한 파일의 행</translation>
    </message>
</context>
<context>
    <name>ProgramTab</name>
    <message>
        <source>Program</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>&amp;Name of the station</source>
        <translation>스테이션 이름(&amp;N)</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>언어(&amp;A)</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>시스템 언어</translation>
    </message>
    <message>
        <source>&amp;Log files</source>
        <translation>로그 파일(&amp;L)</translation>
    </message>
    <message>
        <source>Usual (INFO)</source>
        <translation>보통 (INFO)</translation>
    </message>
    <message>
        <source>Groups that may run at once</source>
        <translation>동시에 실행할 최대 그룹 수</translation>
    </message>
    <message>
        <source>Data queue</source>
        <translation>데이터 큐</translation>
    </message>
    <message>
        <source>readings</source>
        <translation>건</translation>
    </message>
    <message>
        <source>Circular buffer</source>
        <translation>순환 버퍼</translation>
    </message>
    <message>
        <source>values</source>
        <translation>개</translation>
    </message>
    <message>
        <source>Rows written at once</source>
        <translation>한 번에 쓰는 행</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>행</translation>
    </message>
    <message>
        <source>Written at least every</source>
        <translation>최대 쓰기 간격</translation>
    </message>
    <message>
        <source>s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>A power loss costs nothing (else 500 ms; slower)</source>
        <translation>정전 시에도 유실 없음(끄면 최대 500 ms 유실, 켜면 느려짐)</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>폴더(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>찾아보기(&amp;B)…</translation>
    </message>
    <message>
        <source>Rows go back to the historian by themselves</source>
        <translation>히스토리안으로 행을 자동 재전송</translation>
    </message>
    <message>
        <source>Replay at most</source>
        <translation>최대 재전송 속도</translation>
    </message>
    <message>
        <source>rows/s</source>
        <translation>행/초</translation>
    </message>
    <message>
        <source>Replayed files are kept for</source>
        <translation>재전송된 파일 보관 기간</translation>
    </message>
    <message>
        <source>days</source>
        <translation>일</translation>
    </message>
    <message>
        <source>Alarm soun&amp;d until acknowledged</source>
        <translation>확인할 때까지 알람 경보음(&amp;D)</translation>
    </message>
    <message>
        <source>Keep running in the &amp;tray when the window is closed</source>
        <translation>창을 닫아도 알림 영역에서 계속 실행(&amp;T)</translation>
    </message>
    <message>
        <source>Start with the s&amp;ystem</source>
        <translation>시스템과 함께 시작(&amp;Y)</translation>
    </message>
    <message>
        <source>Set &amp;PIN…</source>
        <translation>PIN 설정(&amp;P)…</translation>
    </message>
    <message>
        <source>Re&amp;move PIN…</source>
        <translation>PIN 제거(&amp;M)…</translation>
    </message>
    <message>
        <source>Lock no&amp;w</source>
        <translation>지금 잠금(&amp;W)</translation>
    </message>
    <message>
        <source>A PIN is set</source>
        <translation>PIN이 설정되어 있습니다</translation>
    </message>
    <message>
        <source>No PIN is set: everybody may change the setup</source>
        <translation>PIN이 없습니다. 누구나 설정을 변경할 수 있습니다</translation>
    </message>
    <message>
        <source>Change &amp;PIN…</source>
        <translation>PIN 변경(&amp;P)…</translation>
    </message>
    <message>
        <source>This system has no list of programs that start with it</source>
        <translation>이 시스템에는 시작 프로그램 목록이 없습니다</translation>
    </message>
    <message>
        <source>The installation starts Lineside for all users of this computer: run its set-up again to change that</source>
        <translation>설치할 때 이 컴퓨터의 모든 사용자에 대해 Lineside가 시작되도록 설정되었습니다. 변경하려면 설치 프로그램을 다시 실행하십시오</translation>
    </message>
    <message>
        <source>This system shows no tray: closing the window ends Lineside</source>
        <translation>이 시스템에는 트레이가 없습니다. 창을 닫으면 Lineside가 종료됩니다</translation>
    </message>
    <message>
        <source>Folder of the backup files</source>
        <translation>백업 파일 폴더</translation>
    </message>
    <message>
        <source>Everything, for finding a fault (DEBUG)</source>
        <translation>모두, 결함을 찾기 위함 (DEBUG)</translation>
    </message>
    <message>
        <source>What happens (INFO)</source>
        <translation>일반 동작 (INFO)</translation>
    </message>
    <message>
        <source>Warnings and errors (WARNING)</source>
        <translation>경고와 오류 (WARNING)</translation>
    </message>
    <message>
        <source>Errors only (ERROR)</source>
        <translation>오류만 (ERROR)</translation>
    </message>
    <message>
        <source>Only what stops the program (CRITICAL)</source>
        <translation>프로그램을 멈추는 오류만 (CRITICAL)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정에 따름</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>색(&amp;C)</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>스테이션</translation>
    </message>
    <message>
        <source>This window: acts at once</source>
        <translation>이 창: 바로 적용</translation>
    </message>
    <message>
        <source>Engineer PIN</source>
        <translation>엔지니어 PIN</translation>
    </message>
    <message>
        <source>Backup files</source>
        <translation>백업 파일</translation>
    </message>
    <message>
        <source>Queue, buffer and journal</source>
        <translation>큐, 버퍼, 저널</translation>
    </message>
</context>
<context>
    <name>Quarantine</name>
    <message>
        <source>To be sent</source>
        <translation>전송 예정</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>보류</translation>
    </message>
</context>
<context>
    <name>QuarantineModel</name>
    <message>
        <source>Refused as {value} ({name})</source>
        <translation>거부된 값: {value} ({name})</translation>
    </message>
    <message>
        <source>First {first}, last {last}</source>
        <translation>처음 {first}, 마지막 {last}</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>코드</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>사유</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>거부 횟수</translation>
    </message>
    <message>
        <source>{value} (corrected)</source>
        <translation>{value} (수정됨)</translation>
    </message>
</context>
<context>
    <name>QuarantinePanel</name>
    <message>
        <source>No row is like this</source>
        <translation>해당하는 행이 없습니다</translation>
    </message>
    <message>
        <source>There are rows in quarantine, but the filter leaves none of them.</source>
        <translation>격리된 행이 있지만 필터에 맞는 행이 없습니다.</translation>
    </message>
    <message>
        <source>No rows in quarantine</source>
        <translation>격리된 행 없음</translation>
    </message>
    <message>
        <source>The historian has refused no row for what is in it.

A row that it can never take as it is (a number too large for its column, a name too long) is kept here with the reason, until you correct it and send it again, or delete it.</source>
        <translation>히스토리안이 내용 때문에 거부한 행이 없습니다.

그대로는 저장할 수 없는 행(열에 비해 너무 큰 숫자, 너무 긴 이름)은 수정하여 다시 보내거나 삭제할 때까지 사유와 함께 여기에 보관합니다.</translation>
    </message>
    <message>
        <source>The quarantine cannot be read</source>
        <translation>격리된 행을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>{error}

Close the file in other programs, check the disk, and try again.</source>
        <translation>{error}

다른 프로그램에서 이 파일을 닫고 디스크를 확인한 뒤 다시 시도하십시오.</translation>
    </message>
    <message>
        <source>Tr&amp;y again</source>
        <translation>다시 시도(&amp;Y)</translation>
    </message>
    <message>
        <source>Every code ({rows})</source>
        <translation>모든 코드 ({rows})</translation>
    </message>
    <message>
        <source>Every tag</source>
        <translation>모든 태그</translation>
    </message>
    <message>
        <source>{chosen} of {n} rows</source>
        <translation>{n}행 중 {chosen}행</translation>
    </message>
    <message>
        <source>Every row ({n})</source>
        <translation>모든 행 ({n})</translation>
    </message>
    <message>
        <source>Commands go to these rows; choose some to mean only them</source>
        <translation>명령은 이 행들에 적용됩니다. 일부만 대상으로 하려면 행을 선택하십시오</translation>
    </message>
    <message>
        <source>There are no rows</source>
        <translation>행이 없습니다</translation>
    </message>
    <message>
        <source>Put in the right value or name, and send the rows again</source>
        <translation>올바른 값이나 이름을 입력하고 행을 다시 보냅니다</translation>
    </message>
    <message>
        <source>Send the rows to the historian again as they are</source>
        <translation>행을 그대로 히스토리안에 다시 보냅니다</translation>
    </message>
    <message>
        <source>Delete the rows for ever; you are asked first</source>
        <translation>행을 영구 삭제합니다. 먼저 확인합니다</translation>
    </message>
    <message>
        <source>Write every row in quarantine with its reason to a CSV file</source>
        <translation>격리된 모든 행을 사유와 함께 CSV 파일에 씁니다</translation>
    </message>
    <message>
        <source>Rows to correct: {n}</source>
        <translation>수정할 행: {n}</translation>
    </message>
    <message>
        <source>In no historian: {rows}. Delete for ever?</source>
        <translation>히스토리안에 없는 데이터: {rows}. 영구 삭제하시겠습니까?</translation>
    </message>
    <message>
        <source>An export keeps a copy of them; a correction brings them to the historian.</source>
        <translation>내보내면 사본이 남고, 수정하면 히스토리안에 저장됩니다.</translation>
    </message>
    <message>
        <source>Delete for ever</source>
        <translation>영구 삭제</translation>
    </message>
    <message>
        <source>Keep the rows</source>
        <translation>행 보관</translation>
    </message>
    <message>
        <source>Rows refused with which code</source>
        <translation>표시할 거부 코드</translation>
    </message>
    <message>
        <source>Rows of which tag</source>
        <translation>표시할 태그</translation>
    </message>
    <message>
        <source>Filter: tag, value, reason…</source>
        <translation>필터: 태그, 값, 사유…</translation>
    </message>
    <message>
        <source>Filter the rows</source>
        <translation>행 필터</translation>
    </message>
    <message>
        <source>Correc&amp;t…</source>
        <translation>수정(&amp;T)…</translation>
    </message>
    <message>
        <source>Send a&amp;gain</source>
        <translation>다시 보내기(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>삭제(&amp;D)…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>새로 고침</translation>
    </message>
    <message>
        <source>Look into the quarantine again (F5)</source>
        <translation>격리된 행을 다시 읽습니다 (F5)</translation>
    </message>
    <message>
        <source>Rows in quarantine</source>
        <translation>격리된 행</translation>
    </message>
</context>
<context>
    <name>QuarantineSource</name>
    <message>
        <source>Deleted from the quarantine: {rows}. No historian has them</source>
        <translation>격리에서 삭제했습니다: {rows}. 히스토리안에 없는 데이터입니다</translation>
    </message>
    <message>
        <source>Exported to {path}: {rows}. They stay in quarantine, too</source>
        <translation>{path}(으)로 내보냈습니다: {rows}. 격리에도 그대로 남아 있습니다</translation>
    </message>
    <message>
        <source>On their way to the historian: {rows}</source>
        <translation>히스토리안으로 보내는 중: {rows}</translation>
    </message>
    <message>
        <source>Stored: {stored}. Refused again: {back}, see their reasons</source>
        <translation>저장됨: {stored}. 다시 거부됨: {back}, 사유를 확인하십시오</translation>
    </message>
    <message>
        <source>Stored in the historian: {stored}</source>
        <translation>히스토리안에 저장했습니다: {stored}</translation>
    </message>
</context>
<context>
    <name>RateStep</name>
    <message>
        <source>How often is it read?</source>
        <translation>얼마나 자주 읽습니까?</translation>
    </message>
    <message>
        <source>The tags are read together, as one polling group, and every value is recorded with its time.</source>
        <translation>태그들은 하나의 폴링 그룹으로 함께 읽히며 모든 값이 시각과 함께 기록됩니다.</translation>
    </message>
    <message>
        <source>Mend what is wrong first</source>
        <translation>먼저 잘못된 부분을 고치십시오</translation>
    </message>
    <message>
        <source>There is no plan while something is wrong above.</source>
        <translation>위에 잘못된 부분이 있으면 계획을 세울 수 없습니다.</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>주기</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>그룹 이름</translation>
    </message>
</context>
<context>
    <name>Recorded</name>
    <message>
        <source>Saving the configuration…</source>
        <translation>설정을 저장하는 중…</translation>
    </message>
    <message>
        <source>The configuration is saved</source>
        <translation>설정이 저장되었습니다</translation>
    </message>
    <message>
        <source>Starting the group {group}…</source>
        <translation>그룹 {group} 시작 중…</translation>
    </message>
    <message>
        <source>{error}
It is tried again by itself; go back to change something.</source>
        <translation>{error}
자동으로 다시 시도합니다. 변경하려면 이전으로 돌아가십시오.</translation>
    </message>
    <message>
        <source>The group {group} runs</source>
        <translation>그룹 {group} 실행 중</translation>
    </message>
    <message>
        <source>Reading the PLC…</source>
        <translation>PLC를 읽는 중…</translation>
    </message>
    <message>
        <source>Read at {time}:</source>
        <translation>{time}에 읽음:</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}: {value}</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>외 {n}개</translation>
    </message>
    <message>
        <source>Not every tag has a value: {reason}
Go back to change its address.</source>
        <translation>값이 없는 태그가 있습니다: {reason}
이전으로 돌아가 주소를 변경하십시오.</translation>
    </message>
    <message>
        <source>Waiting for the first row in the historian…</source>
        <translation>히스토리안의 첫 번째 행을 기다리는 중…</translation>
    </message>
    <message>
        <source>Recorded: the row of {time} is in the historian ({backend}, {place})</source>
        <translation>기록됨: {time}의 행이 히스토리안에 있습니다({backend}, {place})</translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>Choose a group first</source>
        <translation>먼저 그룹을 선택하십시오</translation>
    </message>
    <message>
        <source>A command to {group} is under way</source>
        <translation>{group}: 명령을 처리하는 중입니다</translation>
    </message>
    <message>
        <source>{group} is running already</source>
        <translation>{group}: 이미 실행 중입니다</translation>
    </message>
    <message>
        <source>{group} is not running</source>
        <translation>{group}: 실행 중이 아닙니다</translation>
    </message>
    <message>
        <source>{group} is polled at a fixed interval; only handshake groups are triggered</source>
        <translation>{group}: 고정 주기로 폴링합니다. 핸드셰이크 그룹만 트리거할 수 있습니다</translation>
    </message>
    <message>
        <source>{group} is not running: start it first</source>
        <translation>{group}: 실행 중이 아닙니다. 먼저 시작하십시오</translation>
    </message>
    <message>
        <source>No polling group is configured</source>
        <translation>구성된 폴링 그룹이 없습니다</translation>
    </message>
    <message>
        <source>Every group is running already</source>
        <translation>모든 그룹이 이미 실행 중입니다</translation>
    </message>
    <message>
        <source>No group is running</source>
        <translation>실행 중인 그룹이 없습니다</translation>
    </message>
</context>
<context>
    <name>RemoteReach</name>
    <message>
        <source>Cop&amp;y address</source>
        <translation>주소 복사(&amp;Y)</translation>
    </message>
    <message>
        <source>Open &amp;in browser</source>
        <translation>브라우저에서 열기(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>테스트(&amp;T)</translation>
    </message>
    <message>
        <source>Try a&amp;gain</source>
        <translation>다시 시도(&amp;G)</translation>
    </message>
    <message>
        <source>Remote access is not part of this program</source>
        <translation>이 프로그램에는 원격 접속 기능이 없습니다</translation>
    </message>
    <message>
        <source>The web server is not part of this installation. It comes with: pip install lineside-hmi[api]</source>
        <translation>설치된 구성에 웹 서버가 없습니다. 설치 방법: pip install lineside-hmi[api]</translation>
    </message>
    <message>
        <source>The test is running</source>
        <translation>테스트 중입니다</translation>
    </message>
    <message>
        <source>Only an engineer may change the settings</source>
        <translation>설정은 엔지니어만 변경할 수 있습니다</translation>
    </message>
    <message>
        <source>It is being tried</source>
        <translation>시도하는 중입니다</translation>
    </message>
    <message>
        <source>It is switched off: switch it on and save</source>
        <translation>꺼져 있습니다. 켠 다음 저장하십시오</translation>
    </message>
    <message>
        <source>Other programs do not reach this station</source>
        <translation>다른 프로그램이 이 스테이션에 접속할 수 없습니다</translation>
    </message>
    <message>
        <source>Watching live now: {n}</source>
        <translation>현재 실시간 접속: {n}</translation>
    </message>
    <message>
        <source>Other programs reach this station at {url}</source>
        <translation>다른 프로그램이 이 주소로 접속합니다: {url}</translation>
    </message>
    <message>
        <source>Programs on this PC reach this station at {url}</source>
        <translation>이 PC의 프로그램이 이 주소로 접속합니다: {url}</translation>
    </message>
    <message>
        <source>Off: no other program reaches this station</source>
        <translation>꺼짐: 다른 프로그램은 이 스테이션에 접속할 수 없습니다</translation>
    </message>
    <message>
        <source>The address is copied: {url}</source>
        <translation>주소를 복사했습니다: {url}</translation>
    </message>
    <message>
        <source>The system opens no browser for {url}</source>
        <translation>시스템이 브라우저를 열지 못했습니다: {url}</translation>
    </message>
    <message>
        <source>{url} answers: {station}, groups: {n}</source>
        <translation>{url} 응답: {station}, 그룹 {n}개</translation>
    </message>
    <message>
        <source>It fails again</source>
        <translation>다시 실패했습니다</translation>
    </message>
    <message>
        <source>Addresses of this station</source>
        <translation>이 스테이션의 주소</translation>
    </message>
</context>
<context>
    <name>RemoteTab</name>
    <message>
        <source>Remote access</source>
        <translation>원격 접속</translation>
    </message>
    <message>
        <source>&amp;Let other programs ask this station</source>
        <translation>다른 프로그램의 접속 허용(&amp;L)</translation>
    </message>
    <message>
        <source>Reached &amp;from</source>
        <translation>접속 범위(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>포트(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Certificate</source>
        <translation>인증서(&amp;C)</translation>
    </message>
    <message>
        <source>K&amp;ey</source>
        <translation>키(&amp;E)</translation>
    </message>
    <message>
        <source>Pages from t&amp;he origins</source>
        <translation>허용할 출처(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>찾아보기(&amp;B)…</translation>
    </message>
    <message>
        <source>Br&amp;owse…</source>
        <translation>찾아보기(&amp;O)…</translation>
    </message>
    <message>
        <source>The changes are saved, but other programs do not reach this station</source>
        <translation>변경 사항을 저장했지만, 다른 프로그램이 이 스테이션에 접속할 수 없습니다</translation>
    </message>
    <message>
        <source>The changes are saved. Nobody can ask yet: there are no tokens.</source>
        <translation>변경 사항을 저장했습니다. 토큰이 없어 아직 아무도 접속할 수 없습니다.</translation>
    </message>
    <message>
        <source>Ma&amp;ke tokens…</source>
        <translation>토큰 만들기(&amp;K)…</translation>
    </message>
    <message>
        <source>The changes are saved. The station is reached at {url}</source>
        <translation>변경 사항을 저장했습니다. 접속 주소: {url}</translation>
    </message>
    <message>
        <source>Encryption needs a certificate and its key: enter both files, or neither</source>
        <translation>암호화에는 인증서와 키가 모두 필요합니다. 두 파일을 모두 지정하거나 모두 비워 두십시오</translation>
    </message>
    <message>
        <source>Only an engineer may change the settings</source>
        <translation>설정은 엔지니어만 변경할 수 있습니다</translation>
    </message>
    <message>
        <source>Without a certificate tokens and values cross the network readable. Use it only in a network that you trust, or enter certificate and key.</source>
        <translation>인증서가 없으면 토큰과 값이 네트워크에서 암호화되지 않은 채 전송됩니다. 신뢰할 수 있는 네트워크에서만 사용하거나 인증서와 키를 지정하십시오.</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.cer *.key)</source>
        <translation>PEM 파일 (*.pem *.crt *.cer *.key)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <source>Certificate of this station</source>
        <translation>이 스테이션의 인증서</translation>
    </message>
    <message>
        <source>Key of the certificate</source>
        <translation>인증서의 키</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Where the station is reached: acts when it is saved</source>
        <translation>접속 방법: 저장하면 바로 적용됩니다</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>Only for web pages of other servers whose scripts ask this station; else leave it empty</source>
        <translation>다른 서버의 웹 페이지 스크립트가 이 스테이션을 조회할 때만 입력하고, 그 외에는 비워 두십시오</translation>
    </message>
    <message>
        <source>Web pages of other servers</source>
        <translation>다른 서버의 웹 페이지</translation>
    </message>
    <message>
        <source>Browse for the certificate</source>
        <translation>인증서 찾아보기</translation>
    </message>
    <message>
        <source>Browse for the key</source>
        <translation>키 찾아보기</translation>
    </message>
</context>
<context>
    <name>RemovePinDialog</name>
    <message>
        <source>Remove the PIN</source>
        <translation>PIN 제거</translation>
    </message>
    <message>
        <source>Re&amp;move PIN</source>
        <translation>PIN 제거(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Present PIN</source>
        <translation>현재 PIN(&amp;P)</translation>
    </message>
    <message>
        <source>Everybody at this window may change the setup then.</source>
        <translation>PIN을 제거하면 이 창을 쓰는 누구나 설정을 변경할 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>ReplayStrip</name>
    <message>
        <source>Progress of the replay</source>
        <translation>재전송 진행률</translation>
    </message>
    <message>
        <source>{done} of {total} rows · {rate} rows/s · {time} left</source>
        <translation>{total}행 중 {done}행 · {rate}행/초 · {time} 남음</translation>
    </message>
    <message>
        <source>Replay &amp;automatically</source>
        <translation>자동 재전송(&amp;A)</translation>
    </message>
    <message>
        <source>Rows go to the historian by themselves as soon as it takes rows again, live values first.</source>
        <translation>히스토리안이 다시 행을 받으면 실시간 값을 먼저 보낸 뒤 자동으로 재전송합니다.</translation>
    </message>
    <message>
        <source>Replay all &amp;now</source>
        <translation>지금 모두 재전송(&amp;N)</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>계속(&amp;U)</translation>
    </message>
    <message>
        <source>Go on with the replay</source>
        <translation>재전송을 계속합니다</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>취소(&amp;C)</translation>
    </message>
    <message>
        <source>Forget which files were to be replayed now; what is left waits, nothing is lost</source>
        <translation>지금 재전송할 파일의 지정을 취소합니다. 남은 행은 대기하며 아무것도 잃지 않습니다</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>일시 정지(&amp;P)</translation>
    </message>
    <message>
        <source>Stop after the rows that are on their way; the others wait</source>
        <translation>보내고 있는 행까지만 보내고 멈춥니다. 나머지 행은 대기합니다</translation>
    </message>
    <message>
        <source>{done} of {total} rows</source>
        <translation>{total}행 중 {done}행</translation>
    </message>
    <message>
        <source>There are no rows to replay</source>
        <translation>재전송할 행이 없습니다</translation>
    </message>
    <message>
        <source>Send the rows of all files to the historian</source>
        <translation>모든 파일의 행을 히스토리안으로 보냅니다</translation>
    </message>
</context>
<context>
    <name>RowFigures</name>
    <message>
        <source>Rows stored</source>
        <translation>저장된 행</translation>
    </message>
    <message>
        <source>Committed in the historian since the start.</source>
        <translation>시작 이후 히스토리안에 커밋된 행입니다.</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>Rows on their way: in queue, buffer or writer.</source>
        <translation>큐나 버퍼에 있거나 저장 중인 행입니다.</translation>
    </message>
    <message>
        <source>Backed up</source>
        <translation>백업됨</translation>
    </message>
    <message>
        <source>Rows in CSV backup files that are not in the historian yet.</source>
        <translation>CSV 백업 파일에 있으며 아직 히스토리안에 없는 행입니다.</translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation>격리됨</translation>
    </message>
    <message>
        <source>Rows the historian refused, and damaged ones of backup files; they are kept.</source>
        <translation>이력 저장소가 거부한 행과 백업 파일의 손상된 행입니다. 보관되어 있습니다.</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>유실</translation>
    </message>
    <message>
        <source>Rows that neither historian nor disk took.</source>
        <translation>히스토리안에도 디스크에도 저장하지 못한 행입니다.</translation>
    </message>
    <message>
        <source>Row age, p95</source>
        <translation>저장까지 시간, p95</translation>
    </message>
    <message>
        <source>95 of 100 rows are stored no later than this after their poll (last 5 minutes).</source>
        <translation>행 100개 중 95개는 폴링 후 이 시간 안에 저장됩니다 (최근 5분).</translation>
    </message>
    <message>
        <source>s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>All {count} accepted rows are accounted for</source>
        <translation>수집한 {count}개 행의 소재가 모두 확인됩니다</translation>
    </message>
    <message>
        <source>Of {count} accepted rows some are not accounted for: keep hmi.log and report it</source>
        <translation>수집한 {count}개 행 중 일부의 소재가 확인되지 않습니다. hmi.log를 보관하고 신고하십시오</translation>
    </message>
</context>
<context>
    <name>SaveFile</name>
    <message>
        <source>Export to which file</source>
        <translation>내보낼 파일 선택</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 파일 (*.csv)</translation>
    </message>
</context>
<context>
    <name>SettingField</name>
    <message>
        <source>Set by the environment variable {name}, so it cannot be changed here</source>
        <translation>환경 변수 {name}에서 설정하므로 여기에서는 변경할 수 없습니다</translation>
    </message>
</context>
<context>
    <name>SettingsTab</name>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Undo changes</source>
        <translation>변경 취소(&amp;U)</translation>
    </message>
    <message>
        <source>The changes are saved</source>
        <translation>변경 내용을 저장했습니다</translation>
    </message>
    <message>
        <source>Locked: the settings can be looked at, and changed by an engineer</source>
        <translation>잠김: 설정을 볼 수 있으며, 변경은 엔지니어만 할 수 있습니다</translation>
    </message>
    <message>
        <source>Unloc&amp;k…</source>
        <translation>잠금 해제(&amp;K)…</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>변경된 것이 없습니다</translation>
    </message>
    <message>
        <source>Only an engineer may change the settings</source>
        <translation>설정은 엔지니어만 변경할 수 있습니다</translation>
    </message>
    <message>
        <source>The changes are being saved</source>
        <translation>변경 내용을 저장하는 중입니다</translation>
    </message>
    <message>
        <source>Correct what is marked first</source>
        <translation>먼저 표시된 항목을 수정하십시오</translation>
    </message>
    <message>
        <source>Saved changes take effect at the next start of Lineside</source>
        <translation>저장한 변경 내용은 Lineside를 다시 시작하면 적용됩니다</translation>
    </message>
    <message>
        <source>&amp;Restart now</source>
        <translation>지금 다시 시작(&amp;R)</translation>
    </message>
</context>
<context>
    <name>Setup</name>
    <message>
        <source>still to be filled in</source>
        <translation>아직 입력해야 합니다</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>항상</translation>
    </message>
    <message>
        <source>On change</source>
        <translation>변화 시</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>안 함</translation>
    </message>
    <message>
        <source>High byte first</source>
        <translation>상위 바이트 먼저</translation>
    </message>
    <message>
        <source>Low byte first</source>
        <translation>하위 바이트 먼저</translation>
    </message>
    <message>
        <source>{frame} ASCII</source>
        <translation>{frame} ASCII</translation>
    </message>
    <message>
        <source>{frame} binary</source>
        <translation>{frame} 바이너리</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>IP address or host</source>
        <translation>IP 주소 또는 호스트</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>프로토콜</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>시리즈</translation>
    </message>
    <message>
        <source>Network number</source>
        <translation>네트워크 번호</translation>
    </message>
    <message>
        <source>Station number</source>
        <translation>국번</translation>
    </message>
    <message>
        <source>Module I/O number</source>
        <translation>모듈 I/O 번호</translation>
    </message>
    <message>
        <source>Multidrop number</source>
        <translation>멀티드롭 국번</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>타임아웃</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>연결 수</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>활성</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>모드</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>주기</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>분류</translation>
    </message>
    <message>
        <source>Trigger bit</source>
        <translation>트리거 비트</translation>
    </message>
    <message>
        <source>Acknowledge bit</source>
        <translation>응답 비트</translation>
    </message>
    <message>
        <source>Write to the PLC</source>
        <translation>PLC에 쓰기</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>타입</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>설비</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>단위</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>스케일</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>오프셋</translation>
    </message>
    <message>
        <source>Smallest value</source>
        <translation>최솟값</translation>
    </message>
    <message>
        <source>Largest value</source>
        <translation>최댓값</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Deadband</source>
        <translation>불감대</translation>
    </message>
    <message>
        <source>Length of the text</source>
        <translation>텍스트 길이</translation>
    </message>
    <message>
        <source>Byte order</source>
        <translation>바이트 순서</translation>
    </message>
    <message>
        <source>No answer in {seconds} s; the attempt was given up</source>
        <translation>{seconds}초 동안 응답이 없어 시도를 중단했습니다</translation>
    </message>
    <message>
        <source>Reading the configuration…</source>
        <translation>구성을 읽는 중…</translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>{group} is not in the configuration any more; it runs until it is stopped</source>
        <translation>{group}: 더 이상 설정에 없습니다. 정지할 때까지 실행됩니다</translation>
    </message>
    <message>
        <source>&amp;Lay my changes over it</source>
        <translation>내 변경 내용을 덮어 적용(&amp;L)</translation>
    </message>
    <message>
        <source>1 change is applied.</source>
        <translation>변경 1건을 적용했습니다.</translation>
    </message>
    <message>
        <source>{n} changes are applied.</source>
        <translation>변경 {n}건을 적용했습니다.</translation>
    </message>
    <message>
        <source>{applied} {groups}</source>
        <translation>{applied} {groups}</translation>
    </message>
    <message>
        <source>Polls in progress are finished first…</source>
        <translation>진행 중인 폴링을 먼저 마치는 중…</translation>
    </message>
    <message>
        <source>All groups run as they are configured</source>
        <translation>모든 그룹이 구성대로 실행 중입니다</translation>
    </message>
    <message>
        <source>1 change is discarded</source>
        <translation>변경 1건을 취소했습니다</translation>
    </message>
    <message>
        <source>{n} changes are discarded</source>
        <translation>변경 {n}건을 취소했습니다</translation>
    </message>
    <message>
        <source>{name} and its {n} tags go when the changes are applied; what was recorded stays</source>
        <translation>{name}: 변경 내용을 적용하면 태그 {n}개와 함께 삭제됩니다. 기록된 데이터는 남습니다</translation>
    </message>
    <message>
        <source>{name} goes when the changes are applied</source>
        <translation>{name}: 변경 내용을 적용하면 삭제됩니다</translation>
    </message>
    <message>
        <source>1 tag goes when the changes are applied; what was recorded stays</source>
        <translation>변경 내용을 적용하면 태그 1개가 삭제됩니다. 기록된 데이터는 남습니다</translation>
    </message>
    <message>
        <source>{n} tags go when the changes are applied; what was recorded stays</source>
        <translation>변경 내용을 적용하면 태그 {n}개가 삭제됩니다. 기록된 데이터는 남습니다</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>Locked: the setup can be looked at, and changed by an engineer</source>
        <translation>잠김: 설정을 볼 수 있으며, 변경은 엔지니어만 할 수 있습니다</translation>
    </message>
    <message>
        <source>Unl&amp;ock…</source>
        <translation>잠금 해제(&amp;O)…</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>리스너</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>로그인</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>테이블</translation>
    </message>
    <message>
        <source>is tried…</source>
        <translation>시도하는 중…</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>중단됨</translation>
    </message>
</context>
<context>
    <name>TagDetail</name>
    <message>
        <source>Choose a tag to see all about it; Enter draws the chosen ones.</source>
        <translation>태그를 선택하면 자세한 내용이 표시됩니다. Enter로 선택한 태그를 트렌드에 그립니다.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>사유</translation>
    </message>
    <message>
        <source>The value is as the PLC has it</source>
        <translation>PLC의 값 그대로입니다</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Read at</source>
        <translation>읽은 시각</translation>
    </message>
    <message>
        <source>Quality when read</source>
        <translation>읽을 때의 품질</translation>
    </message>
    <message>
        <source>Last good</source>
        <translation>마지막 정상 값</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>설비</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>타입</translation>
    </message>
    <message>
        <source>Scale, offset</source>
        <translation>스케일, 오프셋</translation>
    </message>
    <message>
        <source>Valid range</source>
        <translation>유효 범위</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>활성</translation>
    </message>
    <message>
        <source>{type}, {n} bytes</source>
        <translation>{type}, {n}바이트</translation>
    </message>
    <message>
        <source>every value</source>
        <translation>모든 값</translation>
    </message>
    <message>
        <source>never</source>
        <translation>안 함</translation>
    </message>
    <message>
        <source>changes beyond {deadband}</source>
        <translation>{deadband} 초과 변화</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>변화 시</translation>
    </message>
</context>
<context>
    <name>TagFilterBar</name>
    <message>
        <source>Find name, address, machine, reason</source>
        <translation>이름, 주소, 설비, 사유 찾기</translation>
    </message>
    <message>
        <source>Several words: all of them must be found (Ctrl+F)</source>
        <translation>여러 단어: 모든 단어가 들어 있어야 합니다 (Ctrl+F)</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>설비</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>품질</translation>
    </message>
    <message>
        <source>Clear &amp;filter</source>
        <translation>필터 지우기(&amp;F)</translation>
    </message>
    <message>
        <source>All PLCs</source>
        <translation>모든 PLC</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>모든 그룹</translation>
    </message>
    <message>
        <source>All machines</source>
        <translation>모든 설비</translation>
    </message>
    <message>
        <source>{shown} of {total} tags</source>
        <translation>태그 {total}개 중 {shown}개</translation>
    </message>
    <message>
        <source>All tags are shown already</source>
        <translation>모든 태그가 이미 표시되어 있습니다</translation>
    </message>
    <message>
        <source>Show all tags again</source>
        <translation>모든 태그를 다시 표시합니다</translation>
    </message>
    <message>
        <source>All qualities</source>
        <translation>모든 품질</translation>
    </message>
    <message>
        <source>All but GOOD</source>
        <translation>GOOD 제외</translation>
    </message>
    <message>
        <source>Stale or no value</source>
        <translation>오래된 값 또는 값 없음</translation>
    </message>
</context>
<context>
    <name>TagForm</name>
    <message>
        <source>different</source>
        <translation>서로 다름</translation>
    </message>
    <message>
        <source>Every tag has an address of its own</source>
        <translation>태그마다 주소가 달라야 합니다</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>바이트</translation>
    </message>
    <message>
        <source>Recorded is: value × scale + offset.</source>
        <translation>기록하는 값: 값 × 스케일 + 오프셋.</translation>
    </message>
    <message>
        <source>Smaller changes are not recorded.</source>
        <translation>이보다 작은 변화는 기록하지 않습니다.</translation>
    </message>
    <message>
        <source>Active: read with its group</source>
        <translation>활성: 그룹과 함께 읽음</translation>
    </message>
</context>
<context>
    <name>TagModel</name>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>설비</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>품질</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>경과 시간</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>사유</translation>
    </message>
    <message>
        <source>{name}: curve {n} of the trend</source>
        <translation>{name}: 트렌드의 곡선 {n}</translation>
    </message>
    <message>
        <source>last good {time} · {reason}</source>
        <translation>마지막 정상 {time} · {reason}</translation>
    </message>
</context>
<context>
    <name>TagReader</name>
    <message>
        <source>The PLC is being read</source>
        <translation>PLC를 읽는 중입니다</translation>
    </message>
    <message>
        <source>At most {n} tags are read at once</source>
        <translation>한 번에 최대 {n}개의 태그를 읽습니다</translation>
    </message>
    <message>
        <source>Mend what is wrong first</source>
        <translation>먼저 잘못된 항목을 고치십시오</translation>
    </message>
    <message>
        <source>The PLC: {reason}</source>
        <translation>PLC: {reason}</translation>
    </message>
    <message>
        <source>In the PLC at {time}: {value}</source>
        <translation>{time}에 읽은 PLC의 값: {value}</translation>
    </message>
    <message>
        <source>{n} could not be read: {reason}</source>
        <translation>{n}개를 읽지 못했습니다: {reason}</translation>
    </message>
</context>
<context>
    <name>TagSeriesDialog</name>
    <message>
        <source>Add a series of tags</source>
        <translation>연속 태그 추가</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>추가(&amp;A)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Write the first and the last address, like D100 and D119.</source>
        <translation>처음 주소와 마지막 주소를 입력하십시오. 예: D100, D119.</translation>
    </message>
    <message>
        <source>Add these tags to the changes</source>
        <translation>이 태그를 변경 내용에 추가합니다</translation>
    </message>
    <message>
        <source>These are {n} tags; at most {most} are added at once</source>
        <translation>태그가 {n}개입니다. 한 번에 최대 {most}개를 추가할 수 있습니다</translation>
    </message>
    <message>
        <source>Write how the tags are called, like Tag_{address}</source>
        <translation>태그 이름의 형식을 입력하십시오. 예: Tag_{address}</translation>
    </message>
    <message>
        <source>All of these addresses are tags already.</source>
        <translation>이 주소는 모두 이미 태그로 등록되어 있습니다.</translation>
    </message>
    <message>
        <source>{n} tags of type {type}: {first} ({first_name}) to {last} ({last_name}).</source>
        <translation>{type} 타입 태그 {n}개: {first} ({first_name}) ~ {last} ({last_name}).</translation>
    </message>
    <message>
        <source>{sentence} {n} addresses are tags already and are left out.</source>
        <translation>{sentence} 주소 {n}개는 이미 태그로 등록되어 있어 제외합니다.</translation>
    </message>
    <message>
        <source>First address</source>
        <translation>처음 주소</translation>
    </message>
    <message>
        <source>Last address</source>
        <translation>마지막 주소</translation>
    </message>
    <message>
        <source>Bits are BOOL, whatever is chosen here.</source>
        <translation>비트는 여기의 선택과 관계없이 BOOL입니다.</translation>
    </message>
    <message>
        <source>{address} and {n} stand for the address and the number of each tag.</source>
        <translation>{address}와 {n}은 각 태그의 주소와 번호로 바뀝니다.</translation>
    </message>
</context>
<context>
    <name>TagTable</name>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
</context>
<context>
    <name>Tags</name>
    <message>
        <source>stale</source>
        <translation>오래된 값</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>값 없음</translation>
    </message>
    <message>
        <source>the tag is not active in the configuration</source>
        <translation>태그가 구성에서 비활성입니다</translation>
    </message>
    <message>
        <source>{group} is stopped</source>
        <translation>{group}: 정지되어 있습니다</translation>
    </message>
    <message>
        <source>{group} runs with its old tags until it is restarted</source>
        <translation>{group}: 다시 시작할 때까지 이전 태그로 실행됩니다</translation>
    </message>
    <message>
        <source>{group} was not triggered yet</source>
        <translation>{group}: 아직 트리거하지 않았습니다</translation>
    </message>
    <message>
        <source>{group} was not polled yet</source>
        <translation>{group}: 아직 폴링하지 않았습니다</translation>
    </message>
    <message>
        <source>{group} is not configured any more</source>
        <translation>{group}: 이제 구성에 없습니다</translation>
    </message>
    <message>
        <source>{group} was not polled for {time}</source>
        <translation>{group}: {time} 동안 폴링하지 않았습니다</translation>
    </message>
    <message>
        <source>PLC {plc} is not active in the configuration</source>
        <translation>PLC {plc}: 구성에서 비활성입니다</translation>
    </message>
    <message>
        <source>{group} is not active in the configuration</source>
        <translation>{group}: 구성에서 비활성입니다</translation>
    </message>
</context>
<context>
    <name>TagsPage</name>
    <message>
        <source>The configuration cannot be read. {error}</source>
        <translation>구성을 읽을 수 없습니다. {error}</translation>
    </message>
    <message>
        <source>An export is under way</source>
        <translation>내보내는 중입니다</translation>
    </message>
    <message>
        <source>There is no tag to export</source>
        <translation>내보낼 태그가 없습니다</translation>
    </message>
    <message>
        <source>Write the tags that are shown, with their values, into a CSV file</source>
        <translation>표시된 태그를 값과 함께 CSV 파일에 씁니다</translation>
    </message>
    <message>
        <source>Remove from &amp;trend</source>
        <translation>트렌드에서 빼기(&amp;T)</translation>
    </message>
    <message>
        <source>Add to &amp;trend</source>
        <translation>트렌드에 추가(&amp;T)</translation>
    </message>
    <message>
        <source>Draw the chosen tags no longer (Enter)</source>
        <translation>선택한 태그를 트렌드에서 뺍니다 (Enter)</translation>
    </message>
    <message>
        <source>Draw the chosen tags (Enter)</source>
        <translation>선택한 태그를 트렌드에 그립니다 (Enter)</translation>
    </message>
    <message>
        <source>Choose tags first</source>
        <translation>먼저 태그를 선택하십시오</translation>
    </message>
    <message>
        <source>Copy the chosen rows for a spreadsheet (Ctrl+C)</source>
        <translation>선택한 행을 스프레드시트용으로 복사합니다 (Ctrl+C)</translation>
    </message>
    <message>
        <source>A text has no curve: choose numbers and bits</source>
        <translation>텍스트는 곡선으로 그릴 수 없습니다. 숫자와 비트를 선택하십시오</translation>
    </message>
    <message>
        <source>A trend has room for {n} tags: choose fewer, or take some out</source>
        <translation>트렌드에는 태그를 {n}개까지 넣을 수 있습니다. 더 적게 선택하거나 일부를 빼십시오</translation>
    </message>
    <message>
        <source>Reading the configuration…</source>
        <translation>구성을 읽는 중…</translation>
    </message>
    <message>
        <source>No tag is like that</source>
        <translation>해당하는 태그가 없습니다</translation>
    </message>
    <message>
        <source>Other words, or another PLC, group, machine or quality may find some.</source>
        <translation>검색어, PLC, 그룹, 설비, 품질을 바꾸면 찾을 수도 있습니다.</translation>
    </message>
    <message>
        <source>No tags are configured</source>
        <translation>구성된 태그 없음</translation>
    </message>
    <message>
        <source>An engineer adds them on the page Setup, one by one or from a CSV file.</source>
        <translation>엔지니어가 설정 페이지에서 하나씩 또는 CSV 파일로 추가합니다.</translation>
    </message>
    <message>
        <source>The configuration cannot be read</source>
        <translation>구성을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>{error}

F5 reads it again.</source>
        <translation>{error}

F5를 누르면 다시 읽습니다.</translation>
    </message>
    <message>
        <source>Export tags</source>
        <translation>태그 내보내기</translation>
    </message>
    <message>
        <source>Tags exported: {count}, to {file}</source>
        <translation>태그 {count}개를 내보냈습니다: {file}</translation>
    </message>
    <message>
        <source>The tags are not exported. {error}</source>
        <translation>태그를 내보내지 못했습니다. {error}</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Show all tags</source>
        <translation>모든 태그 표시(&amp;S)</translation>
    </message>
</context>
<context>
    <name>TagsStep</name>
    <message>
        <source>What is read?</source>
        <translation>무엇을 읽습니까?</translation>
    </message>
    <message>
        <source>Write addresses as in the PLC&apos;s program: D100, W1F, M20, D100.3 for one bit of a word. Hundreds of tags come from a spreadsheet later, on the page Setup.</source>
        <translation>PLC 프로그램에서처럼 주소를 입력하십시오: D100, W1F, M20, 워드의 한 비트는 D100.3. 수백 개의 태그는 나중에 설정 페이지에서 스프레드시트로 가져올 수 있습니다.</translation>
    </message>
    <message>
        <source>&amp;Read once</source>
        <translation>한 번 읽기(&amp;R)</translation>
    </message>
    <message>
        <source>Write at least one address first</source>
        <translation>먼저 주소를 하나 이상 입력하십시오</translation>
    </message>
    <message>
        <source>Mend what is wrong first</source>
        <translation>먼저 잘못된 부분을 고치십시오</translation>
    </message>
    <message>
        <source>The PLC is being read</source>
        <translation>PLC를 읽는 중입니다</translation>
    </message>
    <message>
        <source>Ask the PLC what these addresses hold now</source>
        <translation>이 주소들의 현재 값을 PLC에서 읽습니다</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>현재</translation>
    </message>
</context>
<context>
    <name>TagsTab</name>
    <message>
        <source>Tags</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>{shown} of {all} tags</source>
        <translation>태그 {all}개 중 {shown}개</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>모든 그룹</translation>
    </message>
    <message>
        <source>No tag fits the filter above.</source>
        <translation>위의 필터에 맞는 태그가 없습니다.</translation>
    </message>
    <message>
        <source>No tag is configured yet. Add one with New tag, many with Add series, or bring them from a spreadsheet on the tab Import &amp; export.</source>
        <translation>구성된 태그가 없습니다. 새 태그로 하나를, 연속 추가로 여러 개를 추가하거나, 가져오기/내보내기 탭에서 스프레드시트의 태그를 가져오십시오.</translation>
    </message>
    <message>
        <source>A tag is read in a polling group: add the group first.</source>
        <translation>태그는 폴링 그룹 단위로 읽습니다. 먼저 그룹을 추가하십시오.</translation>
    </message>
    <message>
        <source>Choose tags to edit them; Ctrl+A chooses all that are shown.</source>
        <translation>편집할 태그를 선택하십시오. Ctrl+A로 표시된 태그를 모두 선택합니다.</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>새 태그</translation>
    </message>
    <message>
        <source>{n} tags at once</source>
        <translation>태그 {n}개 동시 편집</translation>
    </message>
    <message>
        <source>Only an engineer may change the setup</source>
        <translation>설정은 엔지니어만 변경할 수 있습니다</translation>
    </message>
    <message>
        <source>Add a polling group first</source>
        <translation>먼저 폴링 그룹을 추가하십시오</translation>
    </message>
    <message>
        <source>Choose a tag first</source>
        <translation>먼저 태그를 선택하십시오</translation>
    </message>
    <message>
        <source>Add one tag</source>
        <translation>태그 하나를 추가합니다</translation>
    </message>
    <message>
        <source>Add tags of addresses that follow each other</source>
        <translation>연속된 주소의 태그를 추가합니다</translation>
    </message>
    <message>
        <source>Delete the chosen tags</source>
        <translation>선택한 태그를 삭제합니다</translation>
    </message>
    <message>
        <source>See what the PLC holds there now</source>
        <translation>현재 PLC에 있는 값을 봅니다</translation>
    </message>
    <message>
        <source>Read once</source>
        <translation>한 번 읽기</translation>
    </message>
    <message>
        <source>Search address, name, group, machine (Ctrl+F)</source>
        <translation>주소, 이름, 그룹, 설비 검색 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Search tags</source>
        <translation>태그 검색</translation>
    </message>
    <message>
        <source>Only change&amp;d or wrong</source>
        <translation>변경되거나 잘못된 태그만(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;New tag</source>
        <translation>새 태그(&amp;N)</translation>
    </message>
    <message>
        <source>Add s&amp;eries…</source>
        <translation>연속 추가(&amp;E)…</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>삭제(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Read once</source>
        <translation>한 번 읽기(&amp;R)</translation>
    </message>
</context>
<context>
    <name>Tasks</name>
    <message>
        <source>Unexpected error, see hmi.log: {error}</source>
        <translation>예기치 않은 오류입니다. hmi.log를 확인하십시오: {error}</translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message>
        <source>5 min</source>
        <translation>5분</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1시간</translation>
    </message>
    <message>
        <source>8 h</source>
        <translation>8시간</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24시간</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7일</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>일시 정지(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Now</source>
        <translation>현재(&amp;N)</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>내보내기(&amp;X)…</translation>
    </message>
    <message>
        <source>Show {span} (zoom with + and -)</source>
        <translation>{span} 표시 (+와 -로 확대·축소)</translation>
    </message>
    <message>
        <source>Let the charts stand still; recording goes on (Space in a chart)</source>
        <translation>차트를 멈춥니다. 기록은 계속됩니다 (차트에서 Space)</translation>
    </message>
    <message>
        <source>Save what the charts show as a picture or as CSV</source>
        <translation>차트에 표시된 내용을 그림 또는 CSV로 저장합니다</translation>
    </message>
    <message>
        <source>Show the newest values again (Home in a chart)</source>
        <translation>최신 값을 다시 표시합니다 (차트에서 Home)</translation>
    </message>
    <message>
        <source>The charts show the newest values already</source>
        <translation>차트에 이미 최신 값이 표시되어 있습니다</translation>
    </message>
</context>
<context>
    <name>TokenDialog</name>
    <message>
        <source>New token</source>
        <translation>새 토큰</translation>
    </message>
    <message>
        <source>New tokens</source>
        <translation>새 토큰</translation>
    </message>
    <message>
        <source>Copy it now: it is shown only this once, and Lineside keeps no copy of it.</source>
        <translation>지금 복사하십시오. 이번에만 표시되며 Lineside는 사본을 보관하지 않습니다.</translation>
    </message>
    <message>
        <source>Token for reading</source>
        <translation>읽기용 토큰</translation>
    </message>
    <message>
        <source>Whoever has it sees status, values and alarms, and changes nothing.</source>
        <translation>이 토큰으로 상태, 값, 알람을 볼 수 있으며 아무것도 변경할 수 없습니다.</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>Token for commanding</source>
        <translation>명령용 토큰</translation>
    </message>
    <message>
        <source>Whoever has it starts, stops and triggers groups, acknowledges alarms and replays files. Give it only to programs that need it.</source>
        <translation>이 토큰으로 그룹을 시작, 정지, 트리거하고 알람을 확인하며 파일을 재전송할 수 있습니다. 꼭 필요한 프로그램에만 주십시오.</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>복사(&amp;O)</translation>
    </message>
    <message>
        <source>Link for a phone or a wall screen</source>
        <translation>휴대전화나 벽면 화면용 링크</translation>
    </message>
    <message>
        <source>Link for a phone or a wall screen: who opens it looks on without typing the token.</source>
        <translation>휴대전화나 벽면 화면용 링크: 토큰을 입력하지 않고 바로 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Link for a browser on this PC: other computers and phones do not reach the station now.</source>
        <translation>이 PC의 브라우저용 링크: 지금은 다른 컴퓨터와 휴대전화에서 접속할 수 없습니다.</translation>
    </message>
    <message>
        <source>Copy &amp;link</source>
        <translation>링크 복사(&amp;L)</translation>
    </message>
    <message>
        <source>Copy: {what}</source>
        <translation>복사: {what}</translation>
    </message>
    <message>
        <source>The link is on the clipboard</source>
        <translation>링크를 클립보드에 복사했습니다</translation>
    </message>
    <message>
        <source>The token is on the clipboard</source>
        <translation>토큰을 클립보드에 복사했습니다</translation>
    </message>
    <message>
        <source>A program sends it with every request: Authorization: Bearer TOKEN</source>
        <translation>프로그램은 요청마다 다음과 같이 보냅니다: Authorization: Bearer TOKEN</translation>
    </message>
    <message>
        <source>Clo&amp;se</source>
        <translation>닫기(&amp;S)</translation>
    </message>
</context>
<context>
    <name>TokenRows</name>
    <message>
        <source>Only an engineer may change the settings</source>
        <translation>설정은 엔지니어만 변경할 수 있습니다</translation>
    </message>
    <message>
        <source>A token is being made</source>
        <translation>토큰을 만드는 중입니다</translation>
    </message>
    <message>
        <source>It is being looked up</source>
        <translation>확인하는 중입니다</translation>
    </message>
    <message>
        <source>Renew the token for reading?</source>
        <translation>읽기용 토큰을 새로 발급하시겠습니까?</translation>
    </message>
    <message>
        <source>Renew the token for commanding?</source>
        <translation>명령용 토큰을 새로 발급하시겠습니까?</translation>
    </message>
    <message>
        <source>Programs and screens that use the old one are shut out until they have the new one.</source>
        <translation>이전 토큰을 쓰는 프로그램과 화면은 새 토큰을 받을 때까지 접속할 수 없습니다.</translation>
    </message>
    <message>
        <source>&amp;Renew the token</source>
        <translation>토큰 새로 발급(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keep the old one</source>
        <translation>이전 토큰 유지(&amp;K)</translation>
    </message>
    <message>
        <source>Re&amp;new…</source>
        <translation>새로 발급(&amp;N)…</translation>
    </message>
    <message>
        <source>Rene&amp;w…</source>
        <translation>새로 발급(&amp;W)…</translation>
    </message>
    <message>
        <source>&amp;Make…</source>
        <translation>만들기(&amp;M)…</translation>
    </message>
    <message>
        <source>M&amp;ake…</source>
        <translation>만들기(&amp;A)…</translation>
    </message>
    <message>
        <source>Renew {token}</source>
        <translation>{token} 새로 발급</translation>
    </message>
    <message>
        <source>Make {token}</source>
        <translation>{token} 만들기</translation>
    </message>
    <message>
        <source>no token yet</source>
        <translation>아직 토큰 없음</translation>
    </message>
    <message>
        <source>is looked up…</source>
        <translation>확인 중…</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>There is a token</source>
        <translation>토큰 있음</translation>
    </message>
    <message>
        <source>Set by the environment variable {name}, so it cannot be changed here</source>
        <translation>환경 변수 {name}에서 설정하므로 여기에서는 변경할 수 없습니다</translation>
    </message>
    <message>
        <source>the token for reading</source>
        <translation>읽기용 토큰</translation>
    </message>
    <message>
        <source>the token for commanding</source>
        <translation>명령용 토큰</translation>
    </message>
    <message>
        <source>Lets a program or a screen look on: status, values, alarms</source>
        <translation>프로그램이나 화면에서 상태, 값, 알람을 볼 수 있습니다</translation>
    </message>
    <message>
        <source>Lets a program do what an operator does: start, stop, trigger, acknowledge; and look on</source>
        <translation>프로그램이 운전원처럼 시작, 정지, 트리거, 알람 확인을 하고 볼 수도 있습니다</translation>
    </message>
    <message>
        <source>For reading</source>
        <translation>읽기용</translation>
    </message>
    <message>
        <source>For commanding</source>
        <translation>명령용</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>&amp;Show the window</source>
        <translation>창 표시(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>종료(&amp;Q)</translation>
    </message>
    <message>
        <source>Lineside goes on recording</source>
        <translation>Lineside가 계속 기록합니다</translation>
    </message>
    <message>
        <source>Its window is here, in the tray. Quit, in this icon&apos;s menu, ends the program.</source>
        <translation>창은 여기 트레이에 있습니다. 이 아이콘 메뉴의 종료로 프로그램을 끝냅니다.</translation>
    </message>
    <message>
        <source>Lineside – {station}</source>
        <translation>Lineside – {station}</translation>
    </message>
    <message>
        <source>Rows at risk: {count}</source>
        <translation>미저장 행: {count}</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>알람 없음</translation>
    </message>
</context>
<context>
    <name>TrendPanel</name>
    <message>
        <source>C&amp;lose trend</source>
        <translation>트렌드 닫기(&amp;L)</translation>
    </message>
    <message>
        <source>Take all tags out of the trend</source>
        <translation>모든 태그를 트렌드에서 뺍니다</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>비트</translation>
    </message>
    <message>
        <source>no unit</source>
        <translation>단위 없음</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>읽는 중…</translation>
    </message>
    <message>
        <source>The historian cannot be read; only what comes now is shown. {error}</source>
        <translation>히스토리안을 읽을 수 없어 지금부터의 값만 표시합니다. {error}</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Look at the &amp;demo plant</source>
        <translation>데모 설비 보기(&amp;D)</translation>
    </message>
    <message>
        <source>Connect your first &amp;PLC</source>
        <translation>첫 번째 PLC 연결(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Import a list of tags (CSV)…</source>
        <translation>태그 목록 가져오기(CSV)(&amp;I)…</translation>
    </message>
    <message>
        <source>Only an engineer may change the setup</source>
        <translation>엔지니어만 설정을 변경할 수 있습니다</translation>
    </message>
    <message>
        <source>Three steps to the first recorded value</source>
        <translation>첫 번째 값이 기록되기까지 세 단계입니다</translation>
    </message>
    <message>
        <source>Tags from a spreadsheet, GX Works or Kepware</source>
        <translation>스프레드시트, GX Works 또는 Kepware의 태그</translation>
    </message>
    <message>
        <source>No PLC is connected yet, so nothing is recorded. Begin with one of these:</source>
        <translation>아직 연결된 PLC가 없어 기록되는 것이 없습니다. 다음 중 하나로 시작하십시오:</translation>
    </message>
    <message>
        <source>Your plant</source>
        <translation>내 설비</translation>
    </message>
    <message>
        <source>You need the PLC&apos;s IP address and port, and one address to read, like D100. Three steps, then its value is recorded. Lineside writes nothing into the PLC.</source>
        <translation>PLC의 IP 주소와 포트, 그리고 D100과 같은 읽을 주소가 하나 필요합니다. 세 단계면 값이 기록됩니다. Lineside는 PLC에 아무것도 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>The demo plant</source>
        <translation>데모 설비</translation>
    </message>
    <message>
        <source>Three simulated PLCs with 600 tags, in a data folder of its own: nothing of it gets into your records. This window closes for it.</source>
        <translation>태그 600개가 있는 시뮬레이션 PLC 3대가 별도의 데이터 폴더에서 실행되므로 기록에 섞이지 않습니다. 이 창은 닫힙니다.</translation>
    </message>
</context>
<context>
    <name>WorkStrip</name>
    <message>
        <source>Cance&amp;l</source>
        <translation>취소(&amp;L)</translation>
    </message>
</context>
<context>
    <name>WriterPanel</name>
    <message>
        <source>5 min</source>
        <translation>5분</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1시간</translation>
    </message>
    <message>
        <source>Writer</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Row age, p50 / p95</source>
        <translation>저장까지 시간, p50 / p95</translation>
    </message>
    <message>
        <source>Time from the poll of a row to its commit in the historian: half of the rows, and 95 of 100, took no longer.</source>
        <translation>행을 폴링한 뒤 히스토리안에 커밋될 때까지의 시간: 행의 절반, 그리고 100개 중 95개가 이 시간 안에 저장되었습니다.</translation>
    </message>
    <message>
        <source>Oldest row</source>
        <translation>가장 늦은 행</translation>
    </message>
    <message>
        <source>The longest time that a row took from its poll to its commit.</source>
        <translation>한 행이 폴링부터 커밋까지 걸린 가장 긴 시간입니다.</translation>
    </message>
    <message>
        <source>Rows per second</source>
        <translation>초당 행</translation>
    </message>
    <message>
        <source>Write latency</source>
        <translation>쓰기 지연</translation>
    </message>
    <message>
        <source>Mean time of one batch in the historian.</source>
        <translation>히스토리안이 배치 하나를 처리하는 평균 시간입니다.</translation>
    </message>
    <message>
        <source>Good batches</source>
        <translation>성공한 배치</translation>
    </message>
    <message>
        <source>Since the start: {stored} batches stored, {failed} failed, {retries} retries.</source>
        <translation>시작 이후: 배치 {stored}개 저장, {failed}개 실패, 재시도 {retries}회.</translation>
    </message>
    <message>
        <source>s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Historian</source>
        <translation>히스토리안</translation>
    </message>
    <message>
        <source>Mean batch, rows</source>
        <translation>평균 배치, 행</translation>
    </message>
    <message>
        <source>Last batch</source>
        <translation>마지막 배치</translation>
    </message>
</context>
<context>
    <name>_PinEntry</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>A PIN is 4 to 12 digits</source>
        <translation>PIN은 숫자 4~12자리입니다</translation>
    </message>
    <message>
        <source>Wrong PIN. The next try is possible in {time}</source>
        <translation>PIN이 잘못되었습니다. {time} 후에 다시 시도할 수 있습니다</translation>
    </message>
    <message>
        <source>This is not the PIN</source>
        <translation>PIN이 맞지 않습니다</translation>
    </message>
</context>
</TS>
