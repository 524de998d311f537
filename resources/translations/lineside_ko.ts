<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
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
        <source>since {time}</source>
        <translation>{time}부터</translation>
    </message>
    <message>
        <source>{severity}, acknowledged</source>
        <translation>{severity}, 확인함</translation>
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
    <name>BackupsPage</name>
    <message>
        <source>&amp;Refresh</source>
        <translation>새로 고침(&amp;R)</translation>
    </message>
    <message>
        <source>Look into the backup folder again (F5)</source>
        <translation>백업 폴더를 다시 읽습니다 (F5)</translation>
    </message>
    <message>
        <source>The backup folder cannot be read. {error}</source>
        <translation>백업 폴더를 읽을 수 없습니다. {error}</translation>
    </message>
    <message>
        <source>Files: {files} · rows: {rows} · {size} · {folder}</source>
        <translation>파일 {files}개 · {rows}행 · {size} · {folder}</translation>
    </message>
    <message>
        <source>No backup files</source>
        <translation>백업 파일 없음</translation>
    </message>
    <message>
        <source>Nothing is waiting here for the historian.

When the historian cannot be reached, rows are kept here as CSV files,
so that nothing is lost until it takes them again.</source>
        <translation>히스토리안에 저장되기를 기다리는 백업 행이 없습니다.

히스토리안에 연결할 수 없으면 행을 이곳에 CSV 파일로 보관하며,
다시 저장할 수 있을 때까지 데이터를 잃지 않습니다.</translation>
    </message>
    <message>
        <source>Backup files</source>
        <translation>백업 파일</translation>
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
    <name>FileModel</name>
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
        <source>First row</source>
        <translation>첫 행</translation>
    </message>
    <message>
        <source>Last row</source>
        <translation>마지막 행</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>being written</source>
        <translation>기록 중</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>재전송 대기</translation>
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
        <source>{group} is running with its new settings</source>
        <translation>{group}: 새 설정으로 실행 중입니다</translation>
    </message>
    <message>
        <source>All groups are stopped</source>
        <translation>모든 그룹을 정지했습니다</translation>
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
    <name>GroupForm</name>
    <message>
        <source>Allow &amp;writing the acknowledge bit to the PLC</source>
        <translation>PLC에 응답 비트 쓰기 허용(&amp;W)</translation>
    </message>
    <message>
        <source>Act&amp;ive: started with all the others</source>
        <translation>활성: 다른 그룹과 함께 시작(&amp;I)</translation>
    </message>
    <message>
        <source>Write a whole number of milliseconds from {low} to {high}, like 1000</source>
        <translation>{low}~{high} 사이의 밀리초를 정수로 입력하십시오. 예: 1000</translation>
    </message>
    <message>
        <source>Trigger bit watched e&amp;very</source>
        <translation>트리거 비트 감시 주기(&amp;V)</translation>
    </message>
    <message>
        <source>Inter&amp;val</source>
        <translation>주기(&amp;V)</translation>
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
        <source>M100; blank: triggered by hand</source>
        <translation>M100, 비우면 수동 트리거</translation>
    </message>
    <message>
        <source>M101; blank: none</source>
        <translation>M101, 비우면 없음</translation>
    </message>
    <message>
        <source>&amp;Mode</source>
        <translation>모드(&amp;M)</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>&amp;Trigger bit</source>
        <translation>트리거 비트(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Acknowledge bit</source>
        <translation>응답 비트(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Category</source>
        <translation>분류(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>설명(&amp;D)</translation>
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
    <name>GroupSetup</name>
    <message>
        <source>There is no plan without an interval.</source>
        <translation>주기가 없으면 계획을 세울 수 없습니다.</translation>
    </message>
    <message>
        <source>There is no plan while something is wrong above.</source>
        <translation>위의 잘못된 항목을 고치면 계획이 표시됩니다.</translation>
    </message>
    <message>
        <source>There is no plan: {error}</source>
        <translation>계획을 세울 수 없습니다: {error}</translation>
    </message>
    <message>
        <source>&amp;Save anyway</source>
        <translation>그래도 저장(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>저장(&amp;S)</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>변경된 것이 없습니다</translation>
    </message>
    <message>
        <source>Set up {group}</source>
        <translation>{group} 설정</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>PLC {plc}</source>
        <translation>PLC {plc}</translation>
    </message>
</context>
<context>
    <name>GroupsPage</name>
    <message>
        <source>No polling group is configured. Import PLCs, groups and tags with
hmi config import plc_connections.csv polling_groups.csv tags.csv</source>
        <translation>구성된 폴링 그룹이 없습니다. 다음 명령으로 PLC, 그룹, 태그를 가져오십시오.
hmi config import plc_connections.csv polling_groups.csv tags.csv</translation>
    </message>
    <message>
        <source>{group} is not in the configuration any more; it runs until it is stopped</source>
        <translation>{group}: 이제 구성에 없습니다. 정지할 때까지 실행됩니다</translation>
    </message>
    <message>
        <source>{group} is saved</source>
        <translation>{group}: 저장했습니다</translation>
    </message>
    <message>
        <source>{group} is saved; it runs with its old settings until it is restarted</source>
        <translation>{group}: 저장했습니다. 다시 시작할 때까지 이전 설정으로 실행됩니다</translation>
    </message>
    <message>
        <source>R&amp;estart group</source>
        <translation>그룹 다시 시작(&amp;E)</translation>
    </message>
    <message>
        <source>{group} is saved and not active any more; it runs until it is stopped</source>
        <translation>{group}: 저장했으며 이제 비활성입니다. 정지할 때까지 실행됩니다</translation>
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
        <source>Restarting…</source>
        <translation>다시 시작하는 중…</translation>
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
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>백업</translation>
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
    <name>OverviewPage</name>
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
        <source>rows/s</source>
        <translation>행/초</translation>
    </message>
    <message>
        <source>Write latency, mean of 5 min</source>
        <translation>쓰기 지연, 5분 평균</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
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
        <source>Rows the historian refused; they are kept with the reason.</source>
        <translation>히스토리안이 거부한 행입니다. 사유와 함께 보관합니다.</translation>
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
        <source>Rows the historian has taken, mean of 2 s.</source>
        <translation>히스토리안에 저장된 행, 2초 평균입니다.</translation>
    </message>
    <message>
        <source>How long the historian takes for one batch.</source>
        <translation>히스토리안이 배치 하나를 저장하는 데 걸리는 시간입니다.</translation>
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
    <message>
        <source>No polling group is configured yet. Import one with: hmi config import</source>
        <translation>구성된 폴링 그룹이 없습니다. hmi config import로 가져오십시오</translation>
    </message>
    <message>
        <source>Waiting for the first poll</source>
        <translation>첫 폴링을 기다리는 중</translation>
    </message>
    <message>
        <source>Polling groups</source>
        <translation>폴링 그룹</translation>
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
    <name>PreviewPanel</name>
    <message>
        <source>Filter: tag, address, PLC, quality, time…</source>
        <translation>필터: 태그, 주소, PLC, 품질, 시각…</translation>
    </message>
    <message>
        <source>Filter the rows</source>
        <translation>행 필터</translation>
    </message>
    <message>
        <source>Damaged lines</source>
        <translation>손상된 줄</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>읽는 중…</translation>
    </message>
    <message>
        <source>No row holds this text</source>
        <translation>이 텍스트가 들어 있는 행이 없습니다</translation>
    </message>
    <message>
        <source>The first {shown} of {total} rows</source>
        <translation>{total}행 중 처음 {shown}행</translation>
    </message>
    <message>
        <source>Rows: {total}</source>
        <translation>{total}행</translation>
    </message>
    <message>
        <source>Damaged lines: {count}</source>
        <translation>손상된 줄: {count}</translation>
    </message>
    <message>
        <source>Line {line}: {reason}</source>
        <translation>{line}번째 줄: {reason}</translation>
    </message>
    <message>
        <source>Rows of the chosen file</source>
        <translation>선택한 파일의 행</translation>
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
    <name>ReplayStrip</name>
    <message>
        <source>Progress of the replay</source>
        <translation>재전송 진행률</translation>
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
        <source>Replay &amp;now</source>
        <translation>지금 재전송(&amp;N)</translation>
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
        <source>{rate} rows/s</source>
        <translation>{rate}행/초</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} 남음</translation>
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
    <name>SuccessModel</name>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Good polls, 5 min</source>
        <translation>정상 폴링, 5분</translation>
    </message>
    <message>
        <source>Poll ms</source>
        <translation>폴링 ms</translation>
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
</TS>
