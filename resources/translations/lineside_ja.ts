<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>AccessBadge</name>
    <message>
        <source>Engineer</source>
        <translation>エンジニア</translation>
    </message>
    <message>
        <source>The setup is unlocked. Click to lock it</source>
        <translation>設定のロックは解除されています。クリックするとロックします</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>オペレーター</translation>
    </message>
    <message>
        <source>The setup is locked. Click to unlock it</source>
        <translation>設定はロックされています。クリックするとロックを解除します</translation>
    </message>
</context>
<context>
    <name>AlarmGuidance</name>
    <message>
        <source>What it means and what to do</source>
        <translation>意味と対処</translation>
    </message>
    <message>
        <source>{severity}, over</source>
        <translation>{severity}、復帰済み</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>{time} から</translation>
    </message>
</context>
<context>
    <name>AlarmHistoryModel</name>
    <message>
        <source>Raised</source>
        <translation>発生</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>重要度</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>アラーム</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>確認</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>復帰</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>継続時間</translation>
    </message>
    <message>
        <source>{time} by {who}</source>
        <translation>{time}、{who}</translation>
    </message>
    <message>
        <source>not before {time}, the end of the program</source>
        <translation>{time}（プログラム終了）以降</translation>
    </message>
    <message>
        <source>stands</source>
        <translation>発生中</translation>
    </message>
</context>
<context>
    <name>AlarmLine</name>
    <message>
        <source>Ac&amp;knowledge</source>
        <translation>確認(&amp;K)</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>アラームなし</translation>
    </message>
    <message>
        <source>+ {count} more</source>
        <translation>ほか {count} 件</translation>
    </message>
    <message>
        <source>{severity}, over</source>
        <translation>{severity}、復帰済み</translation>
    </message>
    <message>
        <source>over since {time}</source>
        <translation>{time} に復帰</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>{time} から</translation>
    </message>
    <message>
        <source>{severity}, acknowledged</source>
        <translation>{severity}、確認済み</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>アラーム</translation>
    </message>
    <message>
        <source>Every alarm is acknowledged; each goes away when its cause does</source>
        <translation>すべてのアラームは確認済みです。原因がなくなるとアラームも消えます</translation>
    </message>
    <message>
        <source>Say that you have seen this alarm</source>
        <translation>このアラームを見たことを知らせます</translation>
    </message>
</context>
<context>
    <name>AlarmModel</name>
    <message>
        <source>Severity</source>
        <translation>重要度</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>アラーム</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>発生</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>over since {time}, not acknowledged</source>
        <translation>{time} に復帰、未確認</translation>
    </message>
    <message>
        <source>not acknowledged</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>確認済み</translation>
    </message>
    <message>
        <source>acknowledged by {who}, {time}</source>
        <translation>{who} が確認、{time}</translation>
    </message>
</context>
<context>
    <name>Alarms</name>
    <message>
        <source>Free space on it, or delete backup files whose rows are stored. When it is full, rows that the historian does not take have no place any more; polling goes on in any case.</source>
        <translation>空き容量を増やすか、行が保存済みのバックアップファイルを削除してください。ディスクがいっぱいになると、ヒストリアンに保存できない行の置き場所がなくなります。その場合もポーリングは続きます。</translation>
    </message>
    <message>
        <source>Free space on the disk of the data folder and of the backup folder and check that they can be written; it goes on by itself then.</source>
        <translation>データフォルダーとバックアップフォルダーのディスクの空き容量を増やし、書き込めることを確認してください。その後は自動で再開します。</translation>
    </message>
    <message>
        <source>Only {size} MB are free on the disk of {folder}</source>
        <translation>{folder} のディスクの空き容量が {size} MB しかありません</translation>
    </message>
    <message>
        <source>Rows wait in memory: neither the historian nor the disk takes them</source>
        <translation>行がメモリで待機しています。ヒストリアンにもディスクにも保存できません</translation>
    </message>
    <message>
        <source>When the buffer is full the oldest rows are lost.</source>
        <translation>バッファがいっぱいになると、古い行から失われます。</translation>
    </message>
    <message>
        <source>The disk refuses CSV backup files, and the historian takes no rows</source>
        <translation>ディスクに CSV バックアップファイルを書き込めず、ヒストリアンにも行を保存できません</translation>
    </message>
    <message>
        <source>The rows are in the journal and wait there.</source>
        <translation>行はジャーナルにあり、そこで待機しています。</translation>
    </message>
    <message>
        <source>The disk refuses the journal: what is read is in memory only</source>
        <translation>ディスクにジャーナルを書き込めません。読み取ったデータはメモリにしかありません</translation>
    </message>
    <message>
        <source>A crash or a power failure would lose it, until the historian has taken it.</source>
        <translation>ヒストリアンに保存されるまでは、異常終了や停電が起きるとデータが失われます。</translation>
    </message>
    <message>
        <source>Check the cable, the PLC&apos;s power and its port&apos;s settings. Meanwhile its tags are recorded as BAD; reading goes on by itself as soon as it answers.</source>
        <translation>ケーブル、PLC の電源、ポートの設定を確認してください。その間、この PLC のタグは BAD として記録されます。PLC が応答すると、読み取りは自動で再開します。</translation>
    </message>
    <message>
        <source>A machine may be waiting; it goes on by itself as soon as it can.</source>
        <translation>機械が待っている可能性があります。可能になりしだい自動で再開します。</translation>
    </message>
    <message>
        <source>PLC {plc} does not answer fast enough for all that is read from it.</source>
        <translation>PLC {plc} の応答が、読み取る量に対して間に合っていません。</translation>
    </message>
    <message>
        <source>Set a longer interval, or take tags out; the Groups page and &apos;hmi plan&apos; show what each group costs. The other polls are complete, and nothing is read late.</source>
        <translation>周期を長くするか、タグを減らしてください。各グループの負荷は [グループ] ページと &apos;hmi plan&apos; で確認できます。ほかのポーリングは正常で、読み取りの遅れはありません。</translation>
    </message>
    <message>
        <source>PLC {plc} cannot be read</source>
        <translation>PLC {plc} を読み取れません</translation>
    </message>
    <message>
        <source>Not every group is read: {groups} could not be started</source>
        <translation>読み取られていないグループがあります: {groups} 個を開始できませんでした</translation>
    </message>
    <message>
        <source>No more groups may run at once; the Groups page names those that do not.</source>
        <translation>同時に実行できるグループ数の上限です。実行されていないグループはグループ画面で分かります。</translation>
    </message>
    <message>
        <source>Raise the limit (Setup, Program) and start Lineside again, or stop groups that are not needed and start these.</source>
        <translation>上限を上げて(設定の「プログラム」)Lineside を起動し直すか、不要なグループを停止してからこれらを開始してください。</translation>
    </message>
    <message>
        <source>Group {group}: the handshake with PLC {plc} brings no values</source>
        <translation>グループ {group}: PLC {plc} とのハンドシェイクで値を取得できません</translation>
    </message>
    <message>
        <source>Group {group}: the handshake with PLC {plc} does not go on</source>
        <translation>グループ {group}: PLC {plc} とのハンドシェイクが進みません</translation>
    </message>
    <message>
        <source>Group {group} cannot keep its interval of {ms} ms: {share} % of its polls are left out</source>
        <translation>グループ {group} が周期 {ms} ms を守れません。ポーリングの {share} % が省かれています</translation>
    </message>
    <message>
        <source>A poll takes {ms} ms.</source>
        <translation>1 回のポーリングに {ms} ms かかります。</translation>
    </message>
    <message>
        <source>Its work stands still; the others go on. hmi.log has what it was doing. If it does not go on by itself within a minute, close the program and start it again, and report it with the log.</source>
        <translation>このワーカーの処理は止まっていますが、ほかは動いています。実行していた処理は hmi.log にあります。1 分以内に自動で再開しない場合は、プログラムを終了して起動し直し、ログを添えて報告してください。</translation>
    </message>
    <message>
        <source>It works again. Report it with hmi.log: this is a fault of the program.</source>
        <translation>現在は動作しています。これはプログラムの不具合です。hmi.log を添えて報告してください。</translation>
    </message>
    <message>
        <source>Check the PC&apos;s time synchronisation. Polling was not disturbed.</source>
        <translation>PC の時刻同期を確認してください。ポーリングに影響はありません。</translation>
    </message>
    <message>
        <source>Readings go on with the time as it was before. If the clock is wrong, set it right: it is followed again by itself. If it is right, or the PC slept, acknowledge this alarm, and times follow it.</source>
        <translation>読み取り時刻は、変更前の時刻のまま続いています。時計が間違っている場合は正しく合わせてください。自動で時計に従うようになります。時計が正しい場合や PC がスリープしていた場合は、このアラームを確認すると、読み取り時刻が時計に従います。</translation>
    </message>
    <message>
        <source>Times of readings never go back: they stand still, 1 us apart, until the clock has caught up. If it is wrong, set it right. If the earlier readings&apos; time was wrong, give their groups new names: those begin with the time of now. polling.log names the groups.</source>
        <translation>読み取り時刻が戻ることはありません。時計が追いつくまで、1 us 間隔でほぼ止まったままになります。時計が間違っている場合は正しく合わせてください。以前の読み取り時刻が間違っていた場合は、そのグループに新しい名前を付けてください。新しいグループは現在の時刻から始まります。該当するグループは polling.log にあります。</translation>
    </message>
    <message>
        <source>Worker &apos;{worker}&apos; has given no sign of life for {time}</source>
        <translation>ワーカー &apos;{worker}&apos; の反応が {time} ありません</translation>
    </message>
    <message>
        <source>Worker &apos;{worker}&apos; died or hung and was started again, once since the start</source>
        <translation>ワーカー &apos;{worker}&apos; が異常終了または停止したため再起動しました。起動以降 1 回</translation>
    </message>
    <message>
        <source>Worker &apos;{worker}&apos; died or hung and was started again, {times} times since the start</source>
        <translation>ワーカー &apos;{worker}&apos; が異常終了または停止したため再起動しました。起動以降 {times} 回</translation>
    </message>
    <message>
        <source>See hmi.log.</source>
        <translation>hmi.log を確認してください。</translation>
    </message>
    <message>
        <source>The clock of this PC was set back by {time}</source>
        <translation>この PC の時計が {time} 戻されました</translation>
    </message>
    <message>
        <source>Times of readings never go back: they stand still until the clock has caught up.</source>
        <translation>読み取り時刻が戻ることはありません。時計が追いつくまで止まったままになります。</translation>
    </message>
    <message>
        <source>The clock of this PC went forward by {time}</source>
        <translation>この PC の時計が {time} 進みました</translation>
    </message>
    <message>
        <source>It was set, or the PC slept; the times of readings have gone along.</source>
        <translation>時計が変更されたか、PC がスリープしていました。読み取り時刻も時計に合わせて進みました。</translation>
    </message>
    <message>
        <source>The clock of this PC is {time} in the future and is not believed</source>
        <translation>この PC の時計が {time} 先に進んでいるため、使用していません</translation>
    </message>
    <message>
        <source>The clock of this PC is {time} behind the newest readings</source>
        <translation>この PC の時計が最新の読み取りより {time} 遅れています</translation>
    </message>
    <message>
        <source>Storing goes on by itself when the database takes them; changed settings need a new start.</source>
        <translation>データベースが受け付けると、保存は自動で再開します。設定を変更した場合は、プログラムの再起動が必要です。</translation>
    </message>
    <message>
        <source>The historian does not take rows; they go to CSV backup files</source>
        <translation>ヒストリアンに行を保存できません。行は CSV バックアップファイルに保管されます</translation>
    </message>
    <message>
        <source>The rows are safe on disk.</source>
        <translation>行はディスクに安全に保管されています。</translation>
    </message>
    <message>
        <source>Look for locks and high load in the database. Rows wait meanwhile; the attempt is given up in time, and then they go to CSV backup files.</source>
        <translation>データベースのロックと負荷を確認してください。その間、行は待機します。時間がたつと書き込みを打ち切り、行を CSV バックアップファイルに保管します。</translation>
    </message>
    <message>
        <source>Rows come faster than they are stored, or the historian does not answer: look at the database&apos;s load, or read less. When they are full the oldest rows go to CSV backup files.</source>
        <translation>行の発生に保存が追いつかないか、ヒストリアンが応答していません。データベースの負荷を確認するか、読み取りを減らしてください。いっぱいになると、古い行から CSV バックアップファイルに移します。</translation>
    </message>
    <message>
        <source>More rows came than the historian took. They are safe and are stored later. If it happens again, look at the database&apos;s load, or read less; buffer.log has the times.</source>
        <translation>ヒストリアンに保存できる量を超える行が発生しました。行は安全に保管され、後で保存されます。再発する場合は、データベースの負荷を確認するか、読み取りを減らしてください。発生時刻は buffer.log にあります。</translation>
    </message>
    <message>
        <source>Free space on the data folder&apos;s disk and check that it can be written; buffer.log has the times.</source>
        <translation>データフォルダーのディスクの空き容量を増やし、書き込めることを確認してください。発生時刻は buffer.log にあります。</translation>
    </message>
    <message>
        <source>The historian refuses them as they are; all other rows are stored. The Backups page and &apos;hmi quarantine list&apos; show why: correct and send them again, or export and delete them.</source>
        <translation>これらの行はそのままではヒストリアンに拒否されます。ほかの行はすべて保存されています。理由は [バックアップ] ページと &apos;hmi quarantine list&apos; で確認できます。修正して再送信するか、エクスポートしてから削除してください。</translation>
    </message>
    <message>
        <source>Their intact rows are replayed; the rest cannot be read. The report beside each, in &apos;set_aside&apos; of the backup folder, says which lines and how to bring them in; then delete both.</source>
        <translation>正常な行は再送されますが、残りは読み取れません。バックアップフォルダーの &apos;set_aside&apos; にある各ファイルのレポートに、該当する行と取り込み方法が書かれています。対処後は両方とも削除してください。</translation>
    </message>
    <message>
        <source>The historian takes new rows meanwhile, and the old ones are safe in their files; the Backups page and &apos;hmi backup verify&apos; check them. It is tried again by itself.</source>
        <translation>その間も新しい行はヒストリアンに保存され、古い行はファイルに安全に保管されています。ファイルは [バックアップ] ページと &apos;hmi backup verify&apos; で検証できます。再送は自動で再試行されます。</translation>
    </message>
    <message>
        <source>The historian does not take rows</source>
        <translation>ヒストリアンに行を保存できません</translation>
    </message>
    <message>
        <source>The historian has not answered for {time}</source>
        <translation>ヒストリアンの応答が {time} ありません</translation>
    </message>
    <message>
        <source>Queue {queue} % and buffer {buffer} % full</source>
        <translation>キュー使用率 {queue} %、バッファ使用率 {buffer} %</translation>
    </message>
    <message>
        <source>The buffer was full: {rows} rows since the start, {share} % of the last hour&apos;s, took the way over disk</source>
        <translation>バッファがいっぱいになりました。起動以降 {rows} 行、直近 1 時間では {share} % がディスクを経由しました</translation>
    </message>
    <message>
        <source>{rows} rows are lost: neither the historian nor the disk took them</source>
        <translation>{rows} 行が失われました。ヒストリアンにもディスクにも保存できませんでした</translation>
    </message>
    <message>
        <source>{rows} rows are in quarantine</source>
        <translation>{rows} 行が隔離されています</translation>
    </message>
    <message>
        <source>{files} damaged CSV backup files are set aside</source>
        <translation>破損した CSV バックアップファイル {files} 個を別に保管しています</translation>
    </message>
    <message>
        <source>The replay of CSV backup files does not go on; {rows} rows are left</source>
        <translation>CSV バックアップファイルの再送が進みません。残り {rows} 行です</translation>
    </message>
    <message>
        <source>No answer.</source>
        <translation>応答がありません。</translation>
    </message>
</context>
<context>
    <name>AlarmsPage</name>
    <message>
        <source>No alarms: all is well</source>
        <translation>アラームなし: 正常です</translation>
    </message>
    <message>
        <source>An alarm asks somebody to do something. It stands here until its cause is gone.</source>
        <translation>アラームは、対処が必要なことを知らせます。原因がなくなるまでここに表示されます。</translation>
    </message>
    <message>
        <source>No alarm has been raised so far.</source>
        <translation>これまでに発生したアラームはありません。</translation>
    </message>
    <message>
        <source>Say that you have seen every alarm in the list</source>
        <translation>一覧のすべてのアラームを見たことを知らせます</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>アラームなし</translation>
    </message>
    <message>
        <source>Standing: {standing} · not acknowledged: {unseen}</source>
        <translation>発生中: {standing} · 未確認: {unseen}</translation>
    </message>
    <message>
        <source>This alarm is acknowledged; it goes away when its cause does</source>
        <translation>このアラームは確認済みです。原因がなくなるとアラームも消えます</translation>
    </message>
    <message>
        <source>Say that you have seen the chosen alarm (Enter)</source>
        <translation>選択したアラームを見たことを知らせます (Enter)</translation>
    </message>
    <message>
        <source>There is no alarm</source>
        <translation>アラームがありません</translation>
    </message>
    <message>
        <source>Every alarm is acknowledged; each goes away when its cause does</source>
        <translation>すべてのアラームは確認済みです。原因がなくなるとアラームも消えます</translation>
    </message>
    <message>
        <source>The history of alarms cannot be read. {error}</source>
        <translation>アラーム履歴を読み取れません。{error}</translation>
    </message>
    <message>
        <source>&amp;Acknowledge</source>
        <translation>確認(&amp;A)</translation>
    </message>
    <message>
        <source>Acknowledge a&amp;ll</source>
        <translation>すべて確認(&amp;L)</translation>
    </message>
    <message>
        <source>S&amp;ound until acknowledged</source>
        <translation>確認まで鳴らす(&amp;O)</translation>
    </message>
    <message>
        <source>A sound every few seconds while a critical or high alarm is not acknowledged</source>
        <translation>重大または高のアラームが未確認の間、数秒ごとに音を鳴らします</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>アラーム</translation>
    </message>
    <message>
        <source>History of alarms</source>
        <translation>アラーム履歴</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
</context>
<context>
    <name>BackupCommands</name>
    <message>
        <source>Verifying {files}</source>
        <translation>{files} の検証</translation>
    </message>
    <message>
        <source>Exporting {files}</source>
        <translation>{files} のエクスポート</translation>
    </message>
    <message>
        <source>Looking for rows of {files} that are not stored</source>
        <translation>{files} の未保存行の確認</translation>
    </message>
    <message>
        <source>Deleted: {files}. Lost, for they were not in the historian: {rows}</source>
        <translation>削除しました: {files}。ヒストリアンになかったため失われた行: {rows}</translation>
    </message>
    <message>
        <source>Deleted: {files}. Every row of them is confirmed</source>
        <translation>削除しました: {files}。すべての行は保存を確認済みです</translation>
    </message>
    <message>
        <source>Deleting {files}</source>
        <translation>{files} の削除</translation>
    </message>
    <message>
        <source>Cancelled: {title}</source>
        <translation>取り消しました: {title}</translation>
    </message>
    <message>
        <source>Intact: {files}. Every row is as it was written: {rows}</source>
        <translation>正常: {files}。すべての行が書き込み時のままです: {rows}</translation>
    </message>
    <message>
        <source>No line is damaged: {files}, {rows}. Not every file has checksums</source>
        <translation>破損した行はありません: {files}、{rows}。チェックサムのないファイルがあります</translation>
    </message>
    <message>
        <source>{file} is damaged, {intact} of {rows} intact; lines {lines}. A replay stores the intact rows and sets the file aside</source>
        <translation>{file} は破損しています。{rows} 行中 {intact} 行が正常です。破損した行: {lines}。再送すると正常な行が保存され、ファイルは別に保管されます</translation>
    </message>
    <message>
        <source>Exported to {path}: {rows}. Left out, for they are damaged or missing: {lost}</source>
        <translation>{path} にエクスポートしました: {rows}。破損または欠落のため除外: {lost}</translation>
    </message>
    <message>
        <source>Exported to {path}: {rows}</source>
        <translation>{path} にエクスポートしました: {rows}</translation>
    </message>
</context>
<context>
    <name>Backups</name>
    <message>
        <source>1 row</source>
        <translation>1 行</translation>
    </message>
    <message>
        <source>{n} rows</source>
        <translation>{n} 行</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 ファイル</translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation>{n} ファイル</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>記録なし</translation>
    </message>
    <message>
        <source>Overflow: the data queue was full</source>
        <translation>オーバーフロー: データキューがいっぱいでした</translation>
    </message>
    <message>
        <source>Overflow: the buffer was full</source>
        <translation>オーバーフロー: バッファがいっぱいでした</translation>
    </message>
    <message>
        <source>End of the program: no time was left to store them</source>
        <translation>プログラム終了: 保存する時間がありませんでした</translation>
    </message>
    <message>
        <source>End of the program: the historian did not answer</source>
        <translation>プログラム終了: ヒストリアンが応答しませんでした</translation>
    </message>
    <message>
        <source>The historian did not take rows</source>
        <translation>ヒストリアンに行を保存できませんでした</translation>
    </message>
    <message>
        <source>Historian: {reason}</source>
        <translation>ヒストリアン: {reason}</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>保存済み</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>破損</translation>
    </message>
    <message>
        <source>Replaying, {pct} %</source>
        <translation>再送中、{pct} %</translation>
    </message>
    <message>
        <source>Being written</source>
        <translation>書き込み中</translation>
    </message>
    <message>
        <source>Waiting, damaged</source>
        <translation>再送待ち、破損</translation>
    </message>
    <message>
        <source>Waiting, {pct} % stored</source>
        <translation>再送待ち、{pct} % 保存済み</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>再送待ち</translation>
    </message>
    <message>
        <source>Damaged lines: {damaged} · missing rows: {missing}</source>
        <translation>破損した行: {damaged} · 欠落した行: {missing}</translation>
    </message>
    <message>
        <source>Every row is as it was written</source>
        <translation>すべての行が書き込み時のままです</translation>
    </message>
    <message>
        <source>Every line is a row; the file has no checksums</source>
        <translation>すべての行を読み取れます。このファイルにチェックサムはありません</translation>
    </message>
    <message>
        <source>Quarantine</source>
        <translation>隔離</translation>
    </message>
    <message>
        <source>refused: correct them or delete them</source>
        <translation>拒否された行です。修正または削除してください</translation>
    </message>
    <message>
        <source>no row is refused</source>
        <translation>拒否された行はありません</translation>
    </message>
    <message>
        <source>intact rows are stored; look at the rest</source>
        <translation>正常な行は保存済みです。残りを確認してください</translation>
    </message>
    <message>
        <source>no file is damaged</source>
        <translation>破損したファイルはありません</translation>
    </message>
    <message>
        <source>Replayed</source>
        <translation>再送済み</translation>
    </message>
    <message>
        <source>safe in the historian; kept for {days} days</source>
        <translation>ヒストリアンに保存済み。{days} 日間保管します</translation>
    </message>
    <message>
        <source>everything is in the historian</source>
        <translation>すべてヒストリアンに保存済みです</translation>
    </message>
    <message>
        <source>in {files}, not in the historian yet</source>
        <translation>{files}にあり、まだヒストリアンにありません</translation>
    </message>
    <message>
        <source>No backup files</source>
        <translation>バックアップファイルなし</translation>
    </message>
    <message>
        <source>Nothing is waiting here for the historian.

When the historian cannot be reached, rows are kept in {folder} as CSV files, so that nothing is lost until it takes them again.</source>
        <translation>ヒストリアンへの保存を待っているバックアップ行はありません。

ヒストリアンに接続できないときは、行を CSV ファイルとして {folder} に保管します。再び保存できるようになるまで、データは失われません。</translation>
    </message>
    <message>
        <source>No damaged files</source>
        <translation>破損したファイルなし</translation>
    </message>
    <message>
        <source>A backup file that turns out to be damaged at its replay is set aside here with a report of its lines. Its intact rows are stored all the same.</source>
        <translation>再送時に破損が見つかったバックアップファイルは、行のレポートとともにここに別に保管されます。正常な行は保存されます。</translation>
    </message>
    <message>
        <source>No replayed files</source>
        <translation>再送済みのファイルなし</translation>
    </message>
    <message>
        <source>A file of which every row is confirmed by the historian is kept here for {days} days, then it is deleted.</source>
        <translation>すべての行についてヒストリアンへの保存を確認したファイルは、ここに {days} 日間保管した後、削除されます。</translation>
    </message>
</context>
<context>
    <name>BackupsPage</name>
    <message>
        <source>The backup folder cannot be read</source>
        <translation>バックアップフォルダーを読み取れません</translation>
    </message>
    <message>
        <source>{error}

Rows that have to go there stay in the journal meanwhile. Plug the disk in or free it, then try again.</source>
        <translation>{error}

ここに保管する行は、その間ジャーナルに残ります。ディスクを接続するか空き容量を増やしてから、再試行してください。</translation>
    </message>
    <message>
        <source>Tr&amp;y again</source>
        <translation>再試行(&amp;Y)</translation>
    </message>
</context>
<context>
    <name>ChangeModel</name>
    <message>
        <source>What</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>変更前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>変更後</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新規</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>削除</translation>
    </message>
</context>
<context>
    <name>ChangeStrip</name>
    <message>
        <source>&amp;Go there</source>
        <translation>移動(&amp;G)</translation>
    </message>
    <message>
        <source>Sho&amp;w…</source>
        <translation>表示(&amp;W)…</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>適用(&amp;A)</translation>
    </message>
    <message>
        <source>Dis&amp;card</source>
        <translation>破棄(&amp;C)</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>変更がありません</translation>
    </message>
    <message>
        <source>The changes are being applied</source>
        <translation>変更を適用しています</translation>
    </message>
    <message>
        <source>Only an engineer may change the setup</source>
        <translation>設定を変更できるのはエンジニアだけです</translation>
    </message>
    <message>
        <source>Mend what is wrong first</source>
        <translation>先に誤りを直してください</translation>
    </message>
    <message>
        <source>See what will be another</source>
        <translation>変更内容を確認します</translation>
    </message>
    <message>
        <source>Store all changes</source>
        <translation>すべての変更を保存します</translation>
    </message>
    <message>
        <source>Have everything as it is stored</source>
        <translation>すべて保存済みの状態に戻します</translation>
    </message>
    <message>
        <source>Everything is as it is stored</source>
        <translation>すべて保存済みの状態です</translation>
    </message>
    <message>
        <source>1 change is not applied</source>
        <translation>未適用の変更が 1 件あります</translation>
    </message>
    <message>
        <source>{n} changes are not applied</source>
        <translation>未適用の変更が {n} 件あります</translation>
    </message>
    <message>
        <source>{name}, {column}: {problem}</source>
        <translation>{name}、{column}: {problem}</translation>
    </message>
    <message>
        <source>{first} (and {n} more)</source>
        <translation>{first}（ほか {n} 件）</translation>
    </message>
</context>
<context>
    <name>ChangesDialog</name>
    <message>
        <source>Changes that are not applied</source>
        <translation>未適用の変更</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
</context>
<context>
    <name>ChartExport</name>
    <message>
        <source>Save what the charts show</source>
        <translation>グラフの内容を保存</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>画像 (*.png)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表 (*.csv)</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>{path} に保存しました</translation>
    </message>
</context>
<context>
    <name>ClosingPage</name>
    <message>
        <source>Closing…</source>
        <translation>終了しています…</translation>
    </message>
    <message>
        <source>Polling stops, then every row on its way is stored or kept on disk.</source>
        <translation>ポーリングを停止し、処理中のすべての行を保存するかディスクに保管します。</translation>
    </message>
    <message>
        <source>Rows on their way: {count}</source>
        <translation>処理中の行: {count}</translation>
    </message>
</context>
<context>
    <name>ColumnRows</name>
    <message>
        <source>&amp;Add a column</source>
        <translation>列を追加(&amp;A)</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>The columns of the key are together different for every value</source>
        <translation>キーの列の組み合わせは、値ごとに異なります</translation>
    </message>
    <message>
        <source>Remove this column</source>
        <translation>この列を削除</translation>
    </message>
    <message>
        <source>Name of the column</source>
        <translation>列の名前</translation>
    </message>
    <message>
        <source>What it holds</source>
        <translation>列の内容</translation>
    </message>
</context>
<context>
    <name>ConnectionTest</name>
    <message>
        <source>&amp;Test connection</source>
        <translation>接続テスト(&amp;T)</translation>
    </message>
    <message>
        <source>The test is under way</source>
        <translation>テストを実行しています</translation>
    </message>
    <message>
        <source>Try the way to this PLC, as it is written above</source>
        <translation>上の設定でこの PLC への接続を試します</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>Ask for a value</source>
        <translation>値の読み取り</translation>
    </message>
    <message>
        <source>Ask how far its devices go</source>
        <translation>デバイス範囲の確認</translation>
    </message>
</context>
<context>
    <name>Correction</name>
    <message>
        <source>Correct and send again</source>
        <translation>修正して再送信</translation>
    </message>
    <message>
        <source>stays as it is</source>
        <translation>変更なし</translation>
    </message>
    <message>
        <source>The value as it was refused stays in the log</source>
        <translation>拒否された元の値はログに残ります</translation>
    </message>
    <message>
        <source>Put in a value or a name that the historian can take</source>
        <translation>ヒストリアンに保存できる値または名前を入力してください</translation>
    </message>
    <message>
        <source>Correct and &amp;send again</source>
        <translation>修正して再送信(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>キャンセル(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>値(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Tag name</source>
        <translation>タグ名(&amp;T)</translation>
    </message>
</context>
<context>
    <name>EventFilter</name>
    <message>
        <source>Find in events</source>
        <translation>イベントを検索</translation>
    </message>
    <message>
        <source>About</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>実行者</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>From</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>All events</source>
        <translation>すべてのイベント</translation>
    </message>
    <message>
        <source>Anybody</source>
        <translation>すべての実行者</translation>
    </message>
    <message>
        <source>The program itself</source>
        <translation>プログラム自体</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>すべての期間</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>直近 1 時間</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>直近 24 時間</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>直近 7 日</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>直近 30 日</translation>
    </message>
    <message>
        <source>Between…</source>
        <translation>期間を指定…</translation>
    </message>
</context>
<context>
    <name>EventModel</name>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>実行者</translation>
    </message>
    <message>
        <source>About</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Lineside {version} has started</source>
        <translation>Lineside {version} を起動しました</translation>
    </message>
    <message>
        <source>Lineside has stopped: {stored} of {accepted} rows are in the historian</source>
        <translation>Lineside を終了しました: {accepted} 行中 {stored} 行がヒストリアンにあります</translation>
    </message>
    <message>
        <source>The program ended unexpectedly at {at}; details in {subject}</source>
        <translation>プログラムが {at} に予期せず終了しました。詳細: {subject}</translation>
    </message>
    <message>
        <source>{rows} rows of the run before were taken out of the journal</source>
        <translation>前回の実行の {rows} 行をジャーナルから取り出しました</translation>
    </message>
    <message>
        <source>Group {subject} was started</source>
        <translation>グループ {subject} を開始しました</translation>
    </message>
    <message>
        <source>Group {subject} was stopped</source>
        <translation>グループ {subject} を停止しました</translation>
    </message>
    <message>
        <source>Group {subject} was triggered</source>
        <translation>グループ {subject} をトリガーしました</translation>
    </message>
    <message>
        <source>All groups were started</source>
        <translation>すべてのグループを開始しました</translation>
    </message>
    <message>
        <source>All groups were stopped</source>
        <translation>すべてのグループを停止しました</translation>
    </message>
    <message>
        <source>{error}</source>
        <translation>{error}</translation>
    </message>
    <message>
        <source>Alarm: {text}</source>
        <translation>アラーム発生: {text}</translation>
    </message>
    <message>
        <source>Alarm acknowledged: {text}</source>
        <translation>アラーム確認: {text}</translation>
    </message>
    <message>
        <source>Alarm over: {text}</source>
        <translation>アラーム復帰: {text}</translation>
    </message>
    <message>
        <source>PLC {subject} does not answer: {error}</source>
        <translation>PLC {subject} が応答しません: {error}</translation>
    </message>
    <message>
        <source>PLC {subject} answers again after {time}</source>
        <translation>PLC {subject} が {time} ぶりに応答しました</translation>
    </message>
    <message>
        <source>Group {subject} brings no values: {error}</source>
        <translation>グループ {subject} の値を取得できません: {error}</translation>
    </message>
    <message>
        <source>Group {subject} brings values again after {time}</source>
        <translation>グループ {subject} の値を {time} ぶりに取得しました</translation>
    </message>
    <message>
        <source>The historian does not take rows: {error}</source>
        <translation>ヒストリアンに行を保存できません: {error}</translation>
    </message>
    <message>
        <source>The historian takes rows again after {time}</source>
        <translation>ヒストリアンに {time} ぶりに行を保存しました</translation>
    </message>
    <message>
        <source>Worker &apos;{subject}&apos; was started again: {error}</source>
        <translation>ワーカー &apos;{subject}&apos; を再起動しました: {error}</translation>
    </message>
    <message>
        <source>The clock of this PC was set back by {time}</source>
        <translation>この PC の時計が {time} 戻されました</translation>
    </message>
    <message>
        <source>The clock of this PC went forward by {time}</source>
        <translation>この PC の時計が {time} 進みました</translation>
    </message>
    <message>
        <source>The log of events was damaged and is kept as {subject}</source>
        <translation>イベントログが破損していたため、{subject} として保管しました</translation>
    </message>
    <message>
        <source>The replay of {files} was asked for</source>
        <translation>{files} の再送を要求しました</translation>
    </message>
    <message>
        <source>The replay of all backup files was asked for</source>
        <translation>すべてのバックアップファイルの再送を要求しました</translation>
    </message>
    <message>
        <source>The replay was paused</source>
        <translation>再送を一時停止しました</translation>
    </message>
    <message>
        <source>The replay goes on after its pause</source>
        <translation>一時停止していた再送を再開しました</translation>
    </message>
    <message>
        <source>The replay was cancelled; what is left waits</source>
        <translation>再送を取り消しました。残りは待機します</translation>
    </message>
    <message>
        <source>The replay has brought back {rows} rows in {time}</source>
        <translation>{rows} 行を {time} で再送しました</translation>
    </message>
    <message>
        <source>Automatic replay was switched on</source>
        <translation>自動再送をオンにしました</translation>
    </message>
    <message>
        <source>Automatic replay was switched off</source>
        <translation>自動再送をオフにしました</translation>
    </message>
    <message>
        <source>Backup file {subject} was deleted; {rows} of its rows are not stored</source>
        <translation>バックアップファイル {subject} を削除しました。うち {rows} 行は保存されていません</translation>
    </message>
    <message>
        <source>{files} backup files were exported to {subject}</source>
        <translation>バックアップファイル {files} 個を {subject} にエクスポートしました</translation>
    </message>
    <message>
        <source>Backup file {subject} was verified: {intact} of {rows} rows are intact</source>
        <translation>バックアップファイル {subject} を検証しました: {rows} 行中 {intact} 行が正常です</translation>
    </message>
    <message>
        <source>{rows} rows in quarantine were corrected</source>
        <translation>隔離された {rows} 行を修正しました</translation>
    </message>
    <message>
        <source>{rows} rows in quarantine were sent again</source>
        <translation>隔離された {rows} 行を再送信しました</translation>
    </message>
    <message>
        <source>{rows} rows in quarantine were deleted</source>
        <translation>隔離された {rows} 行を削除しました</translation>
    </message>
    <message>
        <source>{rows} rows in quarantine were exported to {subject}</source>
        <translation>隔離された {rows} 行を {subject} にエクスポートしました</translation>
    </message>
    <message>
        <source>{change}</source>
        <translation>{change}</translation>
    </message>
    <message>
        <source>Setting {subject} was changed: {old} -&gt; {new}</source>
        <translation>設定 {subject} を変更しました: {old} -&gt; {new}</translation>
    </message>
    <message>
        <source>The password of Oracle user {subject} was changed</source>
        <translation>Oracle ユーザー {subject} のパスワードを変更しました</translation>
    </message>
    <message>
        <source>The setup was unlocked</source>
        <translation>設定のロックを解除しました</translation>
    </message>
    <message>
        <source>The setup was locked</source>
        <translation>設定をロックしました</translation>
    </message>
    <message>
        <source>A wrong PIN was entered for the setup</source>
        <translation>設定のロック解除で誤った PIN が入力されました</translation>
    </message>
    <message>
        <source>An engineer PIN was set</source>
        <translation>エンジニア PIN を設定しました</translation>
    </message>
    <message>
        <source>The engineer PIN was changed</source>
        <translation>エンジニア PIN を変更しました</translation>
    </message>
    <message>
        <source>The engineer PIN was removed</source>
        <translation>エンジニア PIN を削除しました</translation>
    </message>
    <message>
        <source>Other programs reach the station at {subject}</source>
        <translation>ほかのプログラムが {subject} でステーションに接続できます</translation>
    </message>
    <message>
        <source>Other programs do not reach the station any more</source>
        <translation>ほかのプログラムはもうステーションに接続できません</translation>
    </message>
    <message>
        <source>Other programs do not reach the station: {error}</source>
        <translation>ほかのプログラムがステーションに接続できません: {error}</translation>
    </message>
    <message>
        <source>A wrong token came from {subject}</source>
        <translation>{subject} から誤ったトークンが送られました</translation>
    </message>
    <message>
        <source>The token for reading was renewed</source>
        <translation>読み取り用トークンを更新しました</translation>
    </message>
    <message>
        <source>The token for commanding was renewed</source>
        <translation>操作用トークンを更新しました</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>アラーム</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>コマンド</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>Backups and quarantine</source>
        <translation>バックアップと隔離</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>プログラム</translation>
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
        <translation>エクスポート(&amp;X)…</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>検索中…</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>イベントはまだありません</translation>
    </message>
    <message>
        <source>No event is like that</source>
        <translation>該当するイベントはありません</translation>
    </message>
    <message>
        <source>What happens in the station and who does what is kept here.</source>
        <translation>ステーションで起きたことと、だれが何をしたかをここに記録します。</translation>
    </message>
    <message>
        <source>Other words, another time or another person may find some.</source>
        <translation>語句、期間、実行者を変えると見つかることがあります。</translation>
    </message>
    <message>
        <source>Events: {count}</source>
        <translation>イベント: {count} 件</translation>
    </message>
    <message>
        <source>The newest {count} events; older ones come as you scroll down</source>
        <translation>最新のイベント {count} 件。下にスクロールすると古いイベントを表示します</translation>
    </message>
    <message>
        <source>The log of events cannot be read. {error}</source>
        <translation>イベントログを読み取れません。{error}</translation>
    </message>
    <message>
        <source>Export events</source>
        <translation>イベントのエクスポート</translation>
    </message>
    <message>
        <source>Events exported: {count}, to {file}</source>
        <translation>イベント {count} 件を {file} にエクスポートしました</translation>
    </message>
    <message>
        <source>The events are not exported. {error}</source>
        <translation>イベントをエクスポートできませんでした。{error}</translation>
    </message>
    <message>
        <source>An export is under way</source>
        <translation>エクスポートを実行しています</translation>
    </message>
    <message>
        <source>There is no event to export</source>
        <translation>エクスポートするイベントがありません</translation>
    </message>
    <message>
        <source>Write all events that are asked for into a CSV file</source>
        <translation>条件に合うすべてのイベントを CSV ファイルに書き出します</translation>
    </message>
    <message>
        <source>Show &amp;all events</source>
        <translation>すべてのイベントを表示(&amp;A)</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>イベント</translation>
    </message>
</context>
<context>
    <name>Fates</name>
    <message>
        <source>Requested by the PLC</source>
        <translation>PLC が要求</translation>
    </message>
    <message>
        <source>Polled</source>
        <translation>ポーリング済み</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>保存済み</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>応答済み</translation>
    </message>
    <message>
        <source>Requested {time}, shared with the one before</source>
        <translation>{time} に要求、直前の要求と統合</translation>
    </message>
    <message>
        <source>Requested {time}</source>
        <translation>{time} に要求</translation>
    </message>
    <message>
        <source>The PLC could not be read</source>
        <translation>PLC を読み取れませんでした</translation>
    </message>
    <message>
        <source>Polled: {tags} tags, {bad} bad</source>
        <translation>ポーリング済み: タグ {tags} 個、不良 {bad} 個</translation>
    </message>
    <message>
        <source>Polled: {tags} tags</source>
        <translation>ポーリング済み: タグ {tags} 個</translation>
    </message>
    <message>
        <source>In the historian</source>
        <translation>ヒストリアンに保存済み</translation>
    </message>
    <message>
        <source>In a CSV backup file</source>
        <translation>CSV バックアップファイルに保管</translation>
    </message>
    <message>
        <source>In quarantine</source>
        <translation>隔離</translation>
    </message>
    <message>
        <source>Lost, see buffer.log</source>
        <translation>消失。buffer.log を確認してください</translation>
    </message>
</context>
<context>
    <name>FigureMarks</name>
    <message>
        <source>Outage</source>
        <translation>保存停止</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>再試行</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>再送</translation>
    </message>
    <message>
        <source>{plc} down</source>
        <translation>{plc} 通信断</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>未稼働</translation>
    </message>
    <message>
        <source>The historian took no rows; they went to CSV backup files.</source>
        <translation>ヒストリアンに行を保存できず、CSV バックアップファイルに保管しました。</translation>
    </message>
    <message>
        <source>The historian refused a batch; it was tried again.</source>
        <translation>ヒストリアンがバッチを拒否したため、再試行しました。</translation>
    </message>
    <message>
        <source>Rows of backup files were sent to the historian.</source>
        <translation>バックアップファイルの行をヒストリアンに送りました。</translation>
    </message>
    <message>
        <source>PLC {plc} could not be reached.</source>
        <translation>PLC {plc} に接続できませんでした。</translation>
    </message>
    <message>
        <source>Lineside did not run, or the computer slept: nothing is known.</source>
        <translation>Lineside が動作していなかったか、コンピューターがスリープしていたため、記録がありません。</translation>
    </message>
    <message>
        <source>{count} times from {start} to {end}, {length} together</source>
        <translation>{start}～{end} に {count} 回、合計 {length}</translation>
    </message>
    <message>
        <source>Since {start} ({length})</source>
        <translation>{start} から ({length})</translation>
    </message>
    <message>
        <source>{start} to {end} ({length})</source>
        <translation>{start}～{end} ({length})</translation>
    </message>
</context>
<context>
    <name>FileModel</name>
    <message>
        <source>Replaying, 100 %</source>
        <translation>再送中、100 %</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>First reading</source>
        <translation>最初の読み取り</translation>
    </message>
    <message>
        <source>Last reading</source>
        <translation>最後の読み取り</translation>
    </message>
    <message>
        <source>Why it was written</source>
        <translation>書き込みの理由</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
</context>
<context>
    <name>FilePanel</name>
    <message>
        <source>Files: {files} · rows: {rows} · {size} · {folder}</source>
        <translation>ファイル {files} 個 · {rows} 行 · {size} · {folder}</translation>
    </message>
    <message>
        <source>Not now: {work} is under way</source>
        <translation>今は実行できません。処理中: {work}</translation>
    </message>
    <message>
        <source>Choose one or more files first</source>
        <translation>先にファイルを選択してください</translation>
    </message>
    <message>
        <source>Every row of these files is in the historian already</source>
        <translation>これらのファイルの行はすべてヒストリアンに保存済みです</translation>
    </message>
    <message>
        <source>Every intact row of these files was replayed already</source>
        <translation>これらのファイルの正常な行はすべて再送済みです</translation>
    </message>
    <message>
        <source>Send the rows of the chosen files to the historian</source>
        <translation>選択したファイルの行をヒストリアンに送ります</translation>
    </message>
    <message>
        <source>Compare every row of the chosen files with its checksum</source>
        <translation>選択したファイルのすべての行をチェックサムと照合します</translation>
    </message>
    <message>
        <source>Write the rows of the chosen files to one CSV file</source>
        <translation>選択したファイルの行を 1 つの CSV ファイルに書き出します</translation>
    </message>
    <message>
        <source>Delete the chosen files; you are asked before any row is lost</source>
        <translation>選択したファイルを削除します。行が失われる場合は事前に確認します</translation>
    </message>
    <message>
        <source>{rows} of {files} are not in the historian yet. Delete them for ever?</source>
        <translation>{files} のうち {rows}がまだヒストリアンにありません。完全に削除しますか？</translation>
    </message>
    <message>
        <source>{rows} of {files} is not in the historian yet. Delete it for ever?</source>
        <translation>{files} のうち {rows}がまだヒストリアンにありません。完全に削除しますか？</translation>
    </message>
    <message>
        <source>They are nowhere else. A replay brings them to the historian; an export keeps a copy of them.</source>
        <translation>これらの行はほかにはありません。再送するとヒストリアンに保存され、エクスポートするとコピーが残ります。</translation>
    </message>
    <message>
        <source>Damaged or missing in {files}: {rows}. Delete what is left of them?</source>
        <translation>{files} で破損または欠落: {rows}。残っている内容を削除しますか？</translation>
    </message>
    <message>
        <source>The intact rows are in the historian. What can still be made out of the damaged lines is only in these files.</source>
        <translation>正常な行はヒストリアンにあります。破損した行から復元できる内容は、これらのファイルにしかありません。</translation>
    </message>
    <message>
        <source>Delete for ever</source>
        <translation>完全に削除</translation>
    </message>
    <message>
        <source>Keep the files</source>
        <translation>ファイルを残す</translation>
    </message>
    <message>
        <source>&amp;Replay</source>
        <translation>再送(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>検証(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>エクスポート(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>削除(&amp;D)…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Look into the backup folder again (F5)</source>
        <translation>バックアップフォルダーを読み直します (F5)</translation>
    </message>
    <message>
        <source>Backup files</source>
        <translation>バックアップファイル</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>&amp;Back</source>
        <translation>戻る(&amp;B)</translation>
    </message>
    <message>
        <source>The demo plant opens in a window of its own…</source>
        <translation>デモ設備を別のウィンドウで開いています…</translation>
    </message>
    <message>
        <source>Only an engineer may change the setup</source>
        <translation>設定を変更できるのはエンジニアだけです</translation>
    </message>
    <message>
        <source>Step {n} of {all}</source>
        <translation>ステップ {n} / {all}</translation>
    </message>
    <message>
        <source>The first value</source>
        <translation>最初の値</translation>
    </message>
    <message>
        <source>Welcome to Lineside</source>
        <translation>Lineside へようこそ</translation>
    </message>
    <message>
        <source>&amp;Open the tags</source>
        <translation>タグを開く(&amp;O)</translation>
    </message>
    <message>
        <source>Wait for the first recorded row</source>
        <translation>最初の行が記録されるまでお待ちください</translation>
    </message>
    <message>
        <source>&amp;Start recording</source>
        <translation>記録を開始(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>次へ(&amp;N)</translation>
    </message>
    <message>
        <source>{column} of tag {n}</source>
        <translation>タグ {n} の{column}</translation>
    </message>
    <message>
        <source>A bit is always a BOOL</source>
        <translation>ビットは常に BOOL です</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} 時間 {m} 分</translation>
    </message>
    <message>
        <source>{d} days</source>
        <translation>{d} 日</translation>
    </message>
    <message>
        <source>{d} days {h} h</source>
        <translation>{d} 日 {h} 時間</translation>
    </message>
    <message>
        <source>never</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>now</source>
        <translation>たった今</translation>
    </message>
    <message>
        <source>{n} s ago</source>
        <translation>{n} 秒前</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>{n} 分前</translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation>{n} 時間前</translation>
    </message>
    <message>
        <source>{n} days ago</source>
        <translation>{n} 日前</translation>
    </message>
</context>
<context>
    <name>GroupCommands</name>
    <message>
        <source>{group} is started</source>
        <translation>{group} を開始しました</translation>
    </message>
    <message>
        <source>{group} is stopped</source>
        <translation>{group} を停止しました</translation>
    </message>
    <message>
        <source>All groups are stopped</source>
        <translation>すべてのグループを停止しました</translation>
    </message>
    <message>
        <source>{count} more were not started; the last column says why</source>
        <translation>ほかに {count} 個が開始されませんでした。理由は最後の列にあります</translation>
    </message>
    <message>
        <source>All groups are started</source>
        <translation>すべてのグループを開始しました</translation>
    </message>
    <message>
        <source>{group}: triggered, but the PLC has not been read after {seconds} s</source>
        <translation>{group}: トリガーしましたが、{seconds} 秒たっても PLC を読み取れていません</translation>
    </message>
    <message>
        <source>{group}: the triggered poll failed. {error}</source>
        <translation>{group}: トリガーしたポーリングに失敗しました。{error}</translation>
    </message>
    <message>
        <source>{group}: {tags} tags polled, {bad} bad; {where}</source>
        <translation>{group}: タグ {tags} 個をポーリング、不良 {bad} 個。{where}</translation>
    </message>
    <message>
        <source>{answer} (shared with a trigger less than a second before)</source>
        <translation>{answer}（1 秒以内の直前のトリガーと統合）</translation>
    </message>
    <message>
        <source>the record is in the historian</source>
        <translation>記録はヒストリアンに保存されました</translation>
    </message>
    <message>
        <source>the record is in a CSV backup file</source>
        <translation>記録は CSV バックアップファイルにあります</translation>
    </message>
    <message>
        <source>the record is in quarantine</source>
        <translation>記録は隔離されました</translation>
    </message>
    <message>
        <source>the record is lost, see buffer.log</source>
        <translation>記録が失われました。buffer.log を確認してください</translation>
    </message>
    <message>
        <source>the record is still on its way</source>
        <translation>記録はまだ処理中です</translation>
    </message>
</context>
<context>
    <name>GroupDetail</name>
    <message>
        <source>Last error</source>
        <translation>最後のエラー</translation>
    </message>
    <message>
        <source>No error since the group was started</source>
        <translation>グループの開始以降、エラーはありません</translation>
    </message>
    <message>
        <source>{bad} of {tags} tags bad</source>
        <translation>タグ {tags} 個中、不良 {bad} 個</translation>
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
        <translation>PLC スキャンタイム</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>モード</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Polls</source>
        <translation>ポーリング回数</translation>
    </message>
    <message>
        <source>Good polls</source>
        <translation>正常ポーリング</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Overruns</source>
        <translation>オーバーラン</translation>
    </message>
    <message>
        <source>Last poll</source>
        <translation>最終ポーリング</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>要求数</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点数</translation>
    </message>
    <message>
        <source>Planned poll time</source>
        <translation>予想ポーリング時間</translation>
    </message>
    <message>
        <source>Mean poll time</source>
        <translation>平均ポーリング時間</translation>
    </message>
    <message>
        <source>Start late, p99</source>
        <translation>開始遅れ p99</translation>
    </message>
</context>
<context>
    <name>GroupFigures</name>
    <message>
        <source>Means of the time shown</source>
        <translation>表示期間の平均</translation>
    </message>
    <message>
        <source>Values at {time}</source>
        <translation>{time} の値</translation>
    </message>
    <message>
        <source>Polling groups</source>
        <translation>ポーリンググループ</translation>
    </message>
</context>
<context>
    <name>GroupFiguresModel</name>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Good polls</source>
        <translation>正常率</translation>
    </message>
    <message>
        <source>Poll time, ms</source>
        <translation>ポーリング時間、ms</translation>
    </message>
    <message>
        <source>The state now</source>
        <translation>現在の状態</translation>
    </message>
    <message>
        <source>Polls that brought values: their share of the time shown, or at the cursor</source>
        <translation>値を取得できたポーリングの割合です。表示期間の平均、またはカーソル位置の値を示します</translation>
    </message>
    <message>
        <source>From asking the PLC to its last answer: mean of the time shown, or at the cursor</source>
        <translation>PLC への要求から最後の応答までの時間です。表示期間の平均、またはカーソル位置の値を示します</translation>
    </message>
    <message>
        <source>From {lowest} to {highest} in the time shown</source>
        <translation>表示期間中は {lowest}～{highest}</translation>
    </message>
</context>
<context>
    <name>GroupForm</name>
    <message>
        <source>Write a whole number of milliseconds from {low} to {high}, like 1000</source>
        <translation>{low}～{high} のミリ秒を整数で入力してください。例: 1000</translation>
    </message>
    <message>
        <source>Its tags are on this PLC</source>
        <translation>このグループのタグがこの PLC にあります</translation>
    </message>
    <message>
        <source>Trigger bit watched every</source>
        <translation>トリガービットの監視周期</translation>
    </message>
    <message>
        <source>Lineside writes to PLC {plc}: it sets {bit} when the record is safe and resets it when the trigger is low. It never writes anything else. Make sure that nothing else writes this bit.</source>
        <translation>Lineside が PLC {plc} に書き込みます。記録が安全になると {bit} をオンにし、トリガーがオフになるとオフにします。ほかには何も書き込みません。このビットをほかから書き込まないことを確認してください。</translation>
    </message>
    <message>
        <source>the acknowledge bit</source>
        <translation>応答ビット</translation>
    </message>
    <message>
        <source>Nothing is written to the PLC, so its acknowledge bit is never set.</source>
        <translation>PLC には何も書き込まないため、応答ビットはオンになりません。</translation>
    </message>
    <message>
        <source>Nothing is written to the PLC. Name an acknowledge bit to allow it.</source>
        <translation>PLC には何も書き込みません。許可するには応答ビットを指定してください。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>M100; blank: triggered by hand</source>
        <translation>M100、空欄は手動トリガー</translation>
    </message>
    <message>
        <source>M101; blank: none</source>
        <translation>M101、空欄はなし</translation>
    </message>
    <message>
        <source>Allow writing the acknowledge bit to the PLC</source>
        <translation>PLC への応答ビットの書き込みを許可</translation>
    </message>
    <message>
        <source>Active: started with all the others</source>
        <translation>有効: ほかのグループと一緒に開始</translation>
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
        <translation>不良 {n}</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>モード</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Requests
per poll</source>
        <translation>要求数/
ポーリング</translation>
    </message>
    <message>
        <source>Requests to the PLC for one poll; each costs about one scan.</source>
        <translation>1 回のポーリングで PLC に送る要求の数です。要求 1 つに約 1 スキャンかかります。</translation>
    </message>
    <message>
        <source>Polls</source>
        <translation>ポーリング回数</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Polls that failed since the group was started.</source>
        <translation>グループの開始以降に失敗したポーリングです。</translation>
    </message>
    <message>
        <source>Over-
runs</source>
        <translation>オーバー
ラン</translation>
    </message>
    <message>
        <source>Polls left out because the one before took longer than the interval.</source>
        <translation>前のポーリングが周期より長くかかったため、省かれたポーリングです。</translation>
    </message>
    <message>
        <source>Mean poll
ms</source>
        <translation>平均
ms</translation>
    </message>
    <message>
        <source>Late p99
ms</source>
        <translation>遅れ p99
ms</translation>
    </message>
    <message>
        <source>99 of 100 polls start no later than this after their time.</source>
        <translation>ポーリング 100 回のうち 99 回は、予定時刻からこの時間以内に始まります。</translation>
    </message>
    <message>
        <source>Last poll</source>
        <translation>最終ポーリング</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>最後のエラー</translation>
    </message>
</context>
<context>
    <name>GroupRestart</name>
    <message>
        <source>Running with their old settings: {groups}.</source>
        <translation>以前の設定で実行中: {groups}。</translation>
    </message>
    <message>
        <source>Running, and not to run any more: {groups}.</source>
        <translation>実行対象外ですが実行中: {groups}。</translation>
    </message>
    <message>
        <source>Not started yet: {groups}.</source>
        <translation>未開始: {groups}。</translation>
    </message>
    <message>
        <source>&amp;Restart 1 group</source>
        <translation>1 グループを再起動(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Restart {n} groups</source>
        <translation>{n} グループを再起動(&amp;R)</translation>
    </message>
    <message>
        <source>S&amp;tart 1 group</source>
        <translation>1 グループを開始(&amp;T)</translation>
    </message>
    <message>
        <source>S&amp;tart {n} groups</source>
        <translation>{n} グループを開始(&amp;T)</translation>
    </message>
    <message>
        <source>S&amp;top 1 group</source>
        <translation>1 グループを停止(&amp;T)</translation>
    </message>
    <message>
        <source>S&amp;top {n} groups</source>
        <translation>{n} グループを停止(&amp;T)</translation>
    </message>
    <message>
        <source>Restart, start and stop {n} g&amp;roups</source>
        <translation>{n} グループを再起動・開始・停止(&amp;R)</translation>
    </message>
</context>
<context>
    <name>GroupsPage</name>
    <message>
        <source>No polling group is configured.
Add PLCs, groups and tags on the page Setup (F9).</source>
        <translation>ポーリンググループが設定されていません。
[設定] ページ (F9) で PLC、グループ、タグを追加してください。</translation>
    </message>
    <message>
        <source>Start the chosen group</source>
        <translation>選択したグループを開始します</translation>
    </message>
    <message>
        <source>Finish the poll in progress, then stop</source>
        <translation>実行中のポーリングを終えてから停止します</translation>
    </message>
    <message>
        <source>Poll the chosen group once, now</source>
        <translation>選択したグループを今すぐ 1 回ポーリングします</translation>
    </message>
    <message>
        <source>Change the chosen group and see what it costs</source>
        <translation>選択したグループを変更し、PLC の負荷を確認します</translation>
    </message>
    <message>
        <source>Start every active group that does not run</source>
        <translation>停止している有効なグループをすべて開始します</translation>
    </message>
    <message>
        <source>Finish the polls in progress, then stop every group</source>
        <translation>実行中のポーリングを終えてから、すべてのグループを停止します</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>開始(&amp;S)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>T&amp;rigger</source>
        <translation>トリガー(&amp;R)</translation>
    </message>
    <message>
        <source>Start &amp;all</source>
        <translation>すべて開始(&amp;A)</translation>
    </message>
    <message>
        <source>Stop a&amp;ll</source>
        <translation>すべて停止(&amp;L)</translation>
    </message>
    <message>
        <source>Set &amp;up…</source>
        <translation>設定(&amp;U)…</translation>
    </message>
    <message>
        <source>Polling groups</source>
        <translation>ポーリンググループ</translation>
    </message>
</context>
<context>
    <name>GroupsTab</name>
    <message>
        <source>Groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>&amp;New group</source>
        <translation>新規グループ(&amp;N)</translation>
    </message>
    <message>
        <source>Co&amp;py</source>
        <translation>コピー(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>削除(&amp;D)</translation>
    </message>
    <message>
        <source>No polling group is configured yet. Add one with New group: its tags are read together.</source>
        <translation>ポーリンググループがまだ設定されていません。[新規グループ] で追加してください。グループのタグはまとめて読み取られます。</translation>
    </message>
    <message>
        <source>A polling group reads a PLC: add the PLC first.</source>
        <translation>ポーリンググループは PLC を読み取ります。先に PLC を追加してください。</translation>
    </message>
    <message>
        <source>Only an engineer may change the setup</source>
        <translation>設定を変更できるのはエンジニアだけです</translation>
    </message>
    <message>
        <source>Add a PLC first</source>
        <translation>先に PLC を追加してください</translation>
    </message>
    <message>
        <source>Choose a group first</source>
        <translation>先にグループを選択してください</translation>
    </message>
    <message>
        <source>Add a polling group</source>
        <translation>ポーリンググループを追加します</translation>
    </message>
    <message>
        <source>Add a group with the same settings, without tags</source>
        <translation>同じ設定のグループをタグなしで追加します</translation>
    </message>
    <message>
        <source>Delete the group with its tags</source>
        <translation>グループとそのタグを削除します</translation>
    </message>
    <message>
        <source>There is no plan while something is wrong above.</source>
        <translation>上の誤りを直すと計画が表示されます。</translation>
    </message>
    <message>
        <source>The group is not active, so it costs nothing.</source>
        <translation>グループが無効のため、負荷はありません。</translation>
    </message>
    <message>
        <source>The group has no tags yet: add some on the tab Tags.</source>
        <translation>グループにまだタグがありません。[タグ] タブで追加してください。</translation>
    </message>
    <message>
        <source>Its PLC is not active, so the group does not run.</source>
        <translation>PLC が無効のため、グループは実行されません。</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
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
        <translation>ヒストリアン</translation>
    </message>
    <message>
        <source>Rows at risk</source>
        <translation>未保存の行</translation>
    </message>
    <message>
        <source>Rows that are not in the historian yet.</source>
        <translation>まだヒストリアンに保存されていない行です。</translation>
    </message>
    <message>
        <source>On their way: {count}</source>
        <translation>処理中: {count}</translation>
    </message>
    <message>
        <source>In CSV backup files: {count}</source>
        <translation>CSV バックアップファイル: {count}</translation>
    </message>
    <message>
        <source>DEMO</source>
        <translation>デモ</translation>
    </message>
    <message>
        <source>The PLCs are simulated on this computer.</source>
        <translation>PLC はこのコンピューターでシミュレーションされています。</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Overview</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Do values flow from the PLCs into the historian, and is any row in danger?</source>
        <translation>PLC からヒストリアンへ値が流れているか、失われそうな行がないかを確認します。</translation>
    </message>
    <message>
        <source>Every accepted row is counted once: stored, pending (on its way), backed up (in CSV files), quarantined (refused by the historian) or dropped (lost: should stay 0).</source>
        <translation>収集した行はそれぞれ 1 回だけ数えます: 保存済み、処理待ち（処理中）、バックアップ（CSV ファイルにある）、隔離（ヒストリアンが拒否）、消失（失われた行。0 が正常）。</translation>
    </message>
    <message>
        <source>The charts show how full queue and buffer are, how fast the writer is and how long a write takes. From 70 % a figure needs a look, from 90 % it needs a hand.</source>
        <translation>グラフは、キューとバッファの使用率、書き込みの速度、1 回の書き込みにかかる時間を示します。使用率が 70 % 以上なら注意、90 % 以上なら対処が必要です。</translation>
    </message>
    <message>
        <source>Outages, retries and replays are marked on the charts; a gap is a time in which the program did not run.</source>
        <translation>保存停止、再試行、再送はグラフに表示されます。空白はプログラムが動作していなかった時間です。</translation>
    </message>
    <message>
        <source>In the charts</source>
        <translation>グラフの操作</translation>
    </message>
    <message>
        <source>Drag to go back in time, turn the wheel to zoom, double-click for now.</source>
        <translation>ドラッグで過去へ移動、ホイールで拡大・縮小、ダブルクリックで現在に戻ります。</translation>
    </message>
    <message>
        <source>Left and Right: earlier and later. + and -: closer and wider. Home: now. Space: pause.</source>
        <translation>←/→: 前後に移動。+/-: 拡大・縮小。Home: 現在。Space: 一時停止。</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>A polling group is a number of tags of one PLC that are read together.</source>
        <translation>ポーリンググループは、まとめて読み取る 1 台の PLC のタグの集まりです。</translation>
    </message>
    <message>
        <source>A FIXED group is read at its own interval. A HANDSHAKE group is read once for each trigger, of a person or of the PLC.</source>
        <translation>FIXED グループは決められた周期で読み取ります。HANDSHAKE グループは、人または PLC のトリガーごとに 1 回読み取ります。</translation>
    </message>
    <message>
        <source>Stopping finishes the poll in progress. A group that runs keeps its tags and settings until it is restarted.</source>
        <translation>停止すると、実行中のポーリングを終えてから止まります。実行中のグループは、再起動するまでそのままのタグと設定で動作します。</translation>
    </message>
    <message>
        <source>Error means that the last poll brought no values; the reason stands below the table. It is tried again by itself.</source>
        <translation>エラーは、前回のポーリングで値を取得できなかったことを示します。理由は表の下に表示され、自動で再試行されます。</translation>
    </message>
    <message>
        <source>After a trigger its steps are shown: requested, polled, and where the record went.</source>
        <translation>トリガーすると、要求、ポーリング、記録の保存先までの経過が表示されます。</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Every tag of the plant with the value of its last poll.</source>
        <translation>プラントのすべてのタグと、前回のポーリングの値です。</translation>
    </message>
    <message>
        <source>GOOD: as it was read. UNCERTAIN: outside its limits. BAD: no value; the reason says why, and the last good value stands there hollow, with its time.</source>
        <translation>GOOD: 読み取ったままの値。UNCERTAIN: 上下限の範囲外。BAD: 値なし。理由が表示され、最後の正常値が時刻とともに白抜きで表示されます。</translation>
    </message>
    <message>
        <source>A value that is older than three intervals looks hollow, too: it is not the value of now.</source>
        <translation>周期の 3 倍より古い値も白抜きで表示されます。現在の値ではありません。</translation>
    </message>
    <message>
        <source>Type words to find tags; all of them have to occur. Ctrl+C copies the chosen rows.</source>
        <translation>語句を入力するとタグを検索できます。すべての語句を含むタグが対象です。Ctrl+C で選択した行をコピーします。</translation>
    </message>
    <message>
        <source>Enter puts the chosen tag into the trend, or takes it out. The trend begins with the historian&apos;s values and goes on live.</source>
        <translation>Enter で、選択したタグをトレンドに追加または削除します。トレンドはヒストリアンの値から始まり、そのまま現在値が続きます。</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>バックアップ</translation>
    </message>
    <message>
        <source>Rows that the historian does not take are kept as CSV files, so that nothing is lost. They go back by themselves when it takes them again, unless that is switched off.</source>
        <translation>ヒストリアンに保存できない行は、失われないように CSV ファイルとして保管されます。保存できるようになると自動で再送されます（オフにした場合を除く）。</translation>
    </message>
    <message>
        <source>Waiting: rows that are not in the historian yet. Replayed: stored, and kept for some days. Damaged: some lines cannot be read; all others are stored.</source>
        <translation>再送待ち: まだヒストリアンにない行。再送済み: 保存済みで、一定の日数保管されるファイル。破損: 一部の行が読み取れないファイル。ほかの行はすべて保存済み。</translation>
    </message>
    <message>
        <source>Verify compares every line with its checksum. Export copies rows into one file. Delete asks where rows would be lost.</source>
        <translation>[検証] はすべての行をチェックサムと照合します。[エクスポート] は行を 1 つのファイルにコピーします。[削除] は行が失われる場合に確認します。</translation>
    </message>
    <message>
        <source>Quarantine: rows that the historian refuses as they are, with its reason. Correct them, or send them again when the database was mended.</source>
        <translation>隔離: そのままではヒストリアンに拒否される行で、理由とともに保管されます。修正するか、データベースを直してから再送信してください。</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>アラーム</translation>
    </message>
    <message>
        <source>An alarm asks somebody to do something: what it means and what to do stands beside it.</source>
        <translation>アラームは、対処が必要なことを知らせます。意味と対処が横に表示されます。</translation>
    </message>
    <message>
        <source>Acknowledge says that you have seen it; it goes when its cause is gone. One that was over before anybody saw it stays, hollow, until then.</source>
        <translation>[確認] は、アラームを見たことを知らせる操作です。アラームは原因がなくなると消えます。だれも見ないうちに復帰したアラームは、確認されるまで白抜きで残ります。</translation>
    </message>
    <message>
        <source>Critical: rows are lost, or will be. High: values are missing. Medium: has time until the end of the day.</source>
        <translation>重大: 行が失われている、または失われるおそれがある。高: 値が欠けている。中: 当日中の対処でよい。</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>What happened, and who did it: starts, stops, triggers, alarms, changes of the setup, replays, connections lost and found.</source>
        <translation>起きたことと、だれが行ったか: 開始、停止、トリガー、アラーム、設定の変更、再送、接続の切断と復旧。</translation>
    </message>
    <message>
        <source>Filter by words, kind, person and time; Export writes what the filter shows, all of it.</source>
        <translation>語句、種類、実行者、時刻で絞り込めます。[エクスポート] は絞り込んだイベントをすべて書き出します。</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>PLCs, groups and tags are edited in a draft. What is wrong stands beside its field; Apply shows every change before anything is stored.</source>
        <translation>PLC、グループ、タグは下書きとして編集します。誤りは入力欄の横に表示されます。[適用] を押すと、保存する前にすべての変更を表示します。</translation>
    </message>
    <message>
        <source>Running groups go on with what they have until you restart them.</source>
        <translation>実行中のグループは、再起動するまで以前の設定で動作します。</translation>
    </message>
    <message>
        <source>Below a group stands what it costs its PLC: requests, time, and whether the interval can be met.</source>
        <translation>グループの下に、PLC への負荷（要求数、時間、周期を守れるかどうか）が表示されます。</translation>
    </message>
    <message>
        <source>Import tells what each row of a file would do before it does it, and saves the rows that are wrong, to be mended.</source>
        <translation>インポートでは、ファイルの各行がどう反映されるかを事前に表示します。誤りのある行は保存して修正できます。</translation>
    </message>
    <message>
        <source>With an engineer PIN everybody can look, and who knows it can change.</source>
        <translation>エンジニア PIN を設定すると、だれでも閲覧でき、PIN を知っている人だけが変更できます。</translation>
    </message>
    <message>
        <source>Remote access</source>
        <translation>リモート接続</translation>
    </message>
    <message>
        <source>Other programs ask this station by HTTP; a browser, a phone or a wall screen shows its page. It is off until you switch it on, and then reached from this PC only.</source>
        <translation>ほかのプログラムは HTTP でこのステーションに問い合わせ、ブラウザー、スマートフォン、大型画面ではページを表示できます。有効にするまでは無効で、有効にしても最初はこの PC からだけ接続できます。</translation>
    </message>
    <message>
        <source>Whoever asks needs a token: one for reading, one for commanding. A token is shown once, when it is made; renewing it shuts out those who use the old one.</source>
        <translation>接続にはトークンが必要です。読み取り用と操作用があります。トークンは作成時に一度だけ表示され、更新すると古いトークンでは接続できなくなります。</translation>
    </message>
    <message>
        <source>In a network that you do not trust, enter a certificate and its key (PEM files): else tokens and values can be read on the way.</source>
        <translation>信頼できないネットワークでは証明書と鍵（PEM ファイル）を指定してください。指定しないと、トークンと値が途中で読み取られるおそれがあります。</translation>
    </message>
    <message>
        <source>Test asks the station as another program would. What programs can ask stands at the address, under /openapi.json; every command they give is in the log of events.</source>
        <translation>テストは、ほかのプログラムと同じ方法でステーションに問い合わせます。利用できる機能はアドレスの /openapi.json にあり、プログラムからの操作はすべてイベントの記録に残ります。</translation>
    </message>
    <message>
        <source>The first start</source>
        <translation>初回起動</translation>
    </message>
    <message>
        <source>The demo plant is simulated on this computer and shows everything without a PLC.</source>
        <translation>デモプラントはこのコンピューターでシミュレーションされ、PLC がなくてもすべての機能を確認できます。</translation>
    </message>
    <message>
        <source>Your first PLC needs its address and port as they are set in GX Works (Ethernet port, MC protocol, TCP, binary code), and one address to read.</source>
        <translation>最初の PLC には、GX Works で設定したアドレスとポート（Ethernet ポート、MC プロトコル、TCP、バイナリコード）と、読み取るデバイスを 1 つ入力します。</translation>
    </message>
    <message>
        <source>Keys on every page</source>
        <translation>全ページ共通のキー</translation>
    </message>
    <message>
        <source>F1: this help. F2 to F9: the pages. F5: look again. Tab: the next field. Alt and an underlined letter: that button.</source>
        <translation>F1: このヘルプ。F2～F9: 各ページ。F5: 更新。Tab: 次の項目。Alt+下線の文字: そのボタン。</translation>
    </message>
    <message>
        <source>Forms and colours</source>
        <translation>形と色</translation>
    </message>
    <message>
        <source>Gray is normal. A filled circle: works. A hollow one: at rest. A triangle: needs a look. A diamond: needs a hand.</source>
        <translation>灰色は正常です。塗りつぶしの丸: 動作中。白抜きの丸: 休止中。三角: 注意。ひし形: 対処が必要。</translation>
    </message>
</context>
<context>
    <name>HelpPanel</name>
    <message>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
    <message>
        <source>Save a diagnostics &amp;bundle…</source>
        <translation>診断ファイルを保存(&amp;B)…</translation>
    </message>
    <message>
        <source>Logs, configuration, status and events in one file, without values and passwords</source>
        <translation>ログ、構成、状態、イベントを 1 つのファイルにまとめます。値とパスワードは含みません</translation>
    </message>
    <message>
        <source>Close the help (F1)</source>
        <translation>ヘルプを閉じる (F1)</translation>
    </message>
    <message>
        <source>The bundle is being gathered…</source>
        <translation>診断ファイルを作成しています…</translation>
    </message>
    <message>
        <source>Save a diagnostics bundle</source>
        <translation>診断ファイルの保存</translation>
    </message>
    <message>
        <source>Zip files (*.zip)</source>
        <translation>ZIP ファイル (*.zip)</translation>
    </message>
    <message>
        <source>{file} is saved; it could not gather everything: {parts}</source>
        <translation>{file} を保存しましたが、一部を収集できませんでした: {parts}</translation>
    </message>
    <message>
        <source>{file} is saved: {size}</source>
        <translation>{file} を保存しました: {size}</translation>
    </message>
    <message>
        <source>Lineside {version}, MIT licence. Qt {qt} for Python (LGPL), pyqtgraph (MIT), oracledb (Apache), pymcprotocol (MIT); icons of Lucide (ISC).</source>
        <translation>Lineside {version}、MIT ライセンス。Qt {qt} for Python (LGPL)、pyqtgraph (MIT)、oracledb (Apache)、pymcprotocol (MIT)。アイコンは Lucide (ISC)。</translation>
    </message>
</context>
<context>
    <name>HistorianTab</name>
    <message>
        <source>Historian</source>
        <translation>ヒストリアン</translation>
    </message>
    <message>
        <source>&amp;Embedded historian (SQLite)</source>
        <translation>内蔵ヒストリアン (SQLite)(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Oracle Database</source>
        <translation>Oracle Database(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Host</source>
        <translation>ホスト(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>ポート(&amp;P)</translation>
    </message>
    <message>
        <source>Ser&amp;vice</source>
        <translation>サービス(&amp;V)</translation>
    </message>
    <message>
        <source>User &amp;name</source>
        <translation>ユーザー名(&amp;N)</translation>
    </message>
    <message>
        <source>Connections kept open</source>
        <translation>常時接続数</translation>
    </message>
    <message>
        <source>Connections at most</source>
        <translation>最大接続数</translation>
    </message>
    <message>
        <source>Time limit to connect</source>
        <translation>接続タイムアウト</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Time limit of an answer</source>
        <translation>応答タイムアウト</translation>
    </message>
    <message>
        <source>New attempts at a batch</source>
        <translation>バッチの再試行回数</translation>
    </message>
    <message>
        <source>&amp;Test connection</source>
        <translation>接続テスト(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Cancel test</source>
        <translation>テストを中止(&amp;C)</translation>
    </message>
    <message>
        <source>Create the &amp;missing tables</source>
        <translation>不足しているテーブルを作成(&amp;M)</translation>
    </message>
    <message>
        <source>Enter host, service and user name first</source>
        <translation>先にホスト、サービス、ユーザー名を入力してください</translation>
    </message>
    <message>
        <source>Your database server, 12.1 or later. No client has to be installed.</source>
        <translation>お使いのデータベースサーバー (12.1 以降)。クライアントのインストールは不要です。</translation>
    </message>
    <message>
        <source>A file in the data folder. Works at once, and is enough for small sites.</source>
        <translation>データフォルダー内のファイルです。すぐに使え、小規模な設備には十分です。</translation>
    </message>
    <message>
        <source>Correct what is marked first</source>
        <translation>先に印の付いた項目を修正してください</translation>
    </message>
    <message>
        <source>The test is running</source>
        <translation>テストを実行しています</translation>
    </message>
    <message>
        <source>Set by the environment variable {name}, so it cannot be changed here</source>
        <translation>環境変数 {name} で設定されているため、ここでは変更できません</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keyring; enter another one only to change it</source>
        <translation>システムのキーリングに保管されています。変更する場合だけ入力してください</translation>
    </message>
    <message>
        <source>It goes into the system&apos;s keyring, never into a file</source>
        <translation>システムのキーリングに保管され、ファイルには保存されません</translation>
    </message>
    <message>
        <source>Where rows are kept</source>
        <translation>行の保存先</translation>
    </message>
    <message>
        <source>Oracle Database</source>
        <translation>Oracle Database</translation>
    </message>
    <message>
        <source>Connections and time limits</source>
        <translation>接続数とタイムアウト</translation>
    </message>
    <message>
        <source>Statements that make the tables</source>
        <translation>テーブルを作成する SQL 文</translation>
    </message>
    <message>
        <source>Statements that make the tables, for your administrator</source>
        <translation>テーブルを作成する SQL 文（管理者用）</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>パスワード(&amp;W)</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
</context>
<context>
    <name>HostField</name>
    <message>
        <source>Address of this PC</source>
        <translation>この PC のアドレス</translation>
    </message>
    <message>
        <source>This PC only</source>
        <translation>この PC からのみ</translation>
    </message>
    <message>
        <source>Every computer of the network</source>
        <translation>ネットワークのすべてのコンピューター</translation>
    </message>
    <message>
        <source>Only at the address {address}</source>
        <translation>アドレス {address} でのみ</translation>
    </message>
    <message>
        <source>Another address of this PC…</source>
        <translation>この PC の別のアドレス…</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>New</source>
        <translation>新規</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>変更なし</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>誤り</translation>
    </message>
</context>
<context>
    <name>ImportModel</name>
    <message>
        <source>Becomes</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>What</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Why, or what changes</source>
        <translation>理由または変更内容</translation>
    </message>
</context>
<context>
    <name>ImportTab</name>
    <message>
        <source>Import &amp; export</source>
        <translation>CSV 入出力</translation>
    </message>
    <message>
        <source>The files are being read…</source>
        <translation>ファイルを読み込んでいます…</translation>
    </message>
    <message>
        <source>Choose files to import</source>
        <translation>インポートするファイルの選択</translation>
    </message>
    <message>
        <source>Tables (*.csv *.txt);;All files (*)</source>
        <translation>表 (*.csv *.txt);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>The plant was edited meanwhile, so the files were compared again</source>
        <translation>その間に設定が編集されたため、ファイルを比較し直しました</translation>
    </message>
    <message>
        <source>The rows are being taken over…</source>
        <translation>行を取り込んでいます…</translation>
    </message>
    <message>
        <source>{n} rows are among the changes; apply them to store them</source>
        <translation>{n} 行を変更に追加しました。保存するには適用してください</translation>
    </message>
    <message>
        <source>Where to put the rows that are not imported</source>
        <translation>インポートしない行の保存先</translation>
    </message>
    <message>
        <source>Written with their reasons, to be mended and imported again: {files}</source>
        <translation>理由とともに書き出しました。修正して再度インポートしてください: {files}</translation>
    </message>
    <message>
        <source>Where to put the three files of the configuration</source>
        <translation>構成の 3 つのファイルの保存先</translation>
    </message>
    <message>
        <source>Written to {folder}: {files}</source>
        <translation>{folder} に書き出しました: {files}</translation>
    </message>
    <message>
        <source>{file}: {added} new, {changed} changed, {unchanged} as they are, {skipped} left out, {wrong} wrong</source>
        <translation>{file}: 新規 {added}、変更 {changed}、変更なし {unchanged}、除外 {skipped}、誤り {wrong}</translation>
    </message>
    <message>
        <source>Only an engineer may change the setup</source>
        <translation>設定を変更できるのはエンジニアだけです</translation>
    </message>
    <message>
        <source>The files change nothing</source>
        <translation>ファイルによる変更はありません</translation>
    </message>
    <message>
        <source>No row is right</source>
        <translation>正しい行がありません</translation>
    </message>
    <message>
        <source>Mend what is wrong on the other tabs first</source>
        <translation>先にほかのタブの誤りを直してください</translation>
    </message>
    <message>
        <source>&amp;Take over {n} rows</source>
        <translation>{n} 行を取り込む(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Take over the {n} rows that are right</source>
        <translation>正しい {n} 行を取り込む(&amp;T)</translation>
    </message>
    <message>
        <source>Files of this program, of GX Works or of KEPServerEX</source>
        <translation>本プログラム、GX Works、KEPServerEX のファイル</translation>
    </message>
    <message>
        <source>Put these rows among the changes; nothing is stored yet</source>
        <translation>これらの行を変更に追加します。まだ保存はされません</translation>
    </message>
    <message>
        <source>Every row is right</source>
        <translation>すべての行が正しい状態です</translation>
    </message>
    <message>
        <source>The files have no rows that can be read</source>
        <translation>ファイルに読み取れる行がありません</translation>
    </message>
    <message>
        <source>To mend them in a spreadsheet</source>
        <translation>表計算ソフトで修正するために書き出します</translation>
    </message>
    <message>
        <source>Write what is stored, to be read in again without a loss</source>
        <translation>保存済みの内容を、そのまま再度読み込める形で書き出します</translation>
    </message>
    <message>
        <source>All rows ({n})</source>
        <translation>すべての行 ({n})</translation>
    </message>
    <message>
        <source>{verdict} ({n})</source>
        <translation>{verdict} ({n})</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Choose CSV files of PLCs, groups and tags, device comments of GX Works, or tags of KEPServerEX. What would become of every row is shown here first; nothing is stored before you apply it. Export configuration writes such files to begin with: they have every column.</source>
        <translation>PLC、グループ、タグの CSV ファイル、GX Works のデバイスコメント、または KEPServerEX のタグを選択してください。各行がどう反映されるかを先にここに表示します。適用するまで何も保存されません。 「構成をエクスポート」で、すべての列を持つ見本のファイルを書き出せます。</translation>
    </message>
    <message>
        <source>C&amp;hoose files…</source>
        <translation>ファイルを選択(&amp;H)…</translation>
    </message>
    <message>
        <source>E&amp;xport configuration…</source>
        <translation>構成をエクスポート(&amp;X)…</translation>
    </message>
    <message>
        <source>&amp;Save rows that are not imported…</source>
        <translation>インポートしない行を保存(&amp;S)…</translation>
    </message>
    <message>
        <source>Which rows are shown</source>
        <translation>表示する行</translation>
    </message>
    <message>
        <source>Rows of the files</source>
        <translation>ファイルの行</translation>
    </message>
    <message>
        <source>PLC of tags that name none</source>
        <translation>PLC の指定がないタグの PLC</translation>
    </message>
    <message>
        <source>Group of tags that name none</source>
        <translation>グループの指定がないタグのグループ</translation>
    </message>
</context>
<context>
    <name>Looks</name>
    <message>
        <source>Running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>停止しています…</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>開始しています…</translation>
    </message>
    <message>
        <source>Triggering…</source>
        <translation>トリガー中…</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>接続中</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未接続</translation>
    </message>
    <message>
        <source>not used yet</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>storing</source>
        <translation>保存中</translation>
    </message>
    <message>
        <source>trying again</source>
        <translation>再試行中</translation>
    </message>
    <message>
        <source>not available, CSV backup</source>
        <translation>利用不可、CSV バックアップ</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Replaying</source>
        <translation>再送中</translation>
    </message>
    <message>
        <source>Waiting for the historian</source>
        <translation>ヒストリアン待ち</translation>
    </message>
    <message>
        <source>The replay does not go on</source>
        <translation>再送が進みません</translation>
    </message>
    <message>
        <source>The replay is paused</source>
        <translation>再送を一時停止しています</translation>
    </message>
    <message>
        <source>Rows wait to be replayed</source>
        <translation>再送待ちの行があります</translation>
    </message>
    <message>
        <source>Nothing to replay</source>
        <translation>再送する行なし</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>重大</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Handshake</source>
        <translation>ハンドシェイク</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>固定周期</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>稼働</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>アラーム</translation>
    </message>
    <message>
        <source>waiting for the trigger bit</source>
        <translation>トリガービット待ち</translation>
    </message>
    <message>
        <source>reading the record</source>
        <translation>記録を読み取り中</translation>
    </message>
    <message>
        <source>saving the record</source>
        <translation>記録を保存中</translation>
    </message>
    <message>
        <source>acknowledged; the PLC takes its trigger back</source>
        <translation>応答済み、PLC のトリガー解除待ち</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{n} rows are in memory only: neither the historian nor the disk takes them.</source>
        <translation>{n} 行がメモリにしかありません。ヒストリアンもディスクも受け付けません。</translation>
    </message>
    <message>
        <source>They are lost when Lineside ends now. Make room on the disk, or bring the historian back, and they are stored by themselves.</source>
        <translation>今 Lineside を終了すると、これらの行は失われます。ディスクの空きを作るか、ヒストリアンを復旧すると、自動的に保存されます。</translation>
    </message>
    <message>
        <source>&amp;Quit and lose them</source>
        <translation>失って終了(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Keep running</source>
        <translation>実行を続ける(&amp;K)</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>バックアップ</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>アラーム</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>イベント</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>設定</translation>
    </message>
</context>
<context>
    <name>Mapping</name>
    <message>
        <source>Time of the read</source>
        <translation>読み取り時刻</translation>
    </message>
    <message>
        <source>Time of writing</source>
        <translation>書き込み時刻</translation>
    </message>
    <message>
        <source>Name, built as below</source>
        <translation>名前（下の書式）</translation>
    </message>
    <message>
        <source>Value, number or text</source>
        <translation>値（数値または文字列）</translation>
    </message>
    <message>
        <source>Value as a number</source>
        <translation>値（数値）</translation>
    </message>
    <message>
        <source>Text of a STRING</source>
        <translation>STRING の文字列</translation>
    </message>
    <message>
        <source>Text, and whole numbers exactly</source>
        <translation>文字列、および整数の正確な値</translation>
    </message>
    <message>
        <source>Value as the PLC has it</source>
        <translation>PLC 内の値そのまま</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>品質</translation>
    </message>
    <message>
        <source>Why it is not GOOD</source>
        <translation>GOOD でない理由</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Tag name</source>
        <translation>タグ名</translation>
    </message>
    <message>
        <source>Data type</source>
        <translation>データ型</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>機械</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>単位</translation>
    </message>
    <message>
        <source>Polling group</source>
        <translation>ポーリンググループ</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Next number of a sequence</source>
        <translation>シーケンスの次の番号</translation>
    </message>
    <message>
        <source>Lineside&apos;s own table</source>
        <translation>Lineside 標準テーブル</translation>
    </message>
    <message>
        <source>Three columns: time, name, value</source>
        <translation>3 列: 時刻、名前、値</translation>
    </message>
    <message>
        <source>Four columns: name, value, time, quality</source>
        <translation>4 列: 名前、値、時刻、品質</translation>
    </message>
    <message>
        <source>A log of alarms, with a number for each row</source>
        <translation>アラームログ（行ごとに番号付き）</translation>
    </message>
    <message>
        <source>Columns that I choose</source>
        <translation>列を自分で選択</translation>
    </message>
    <message>
        <source>Lineside&apos;s own table, {table}</source>
        <translation>Lineside 標準テーブル {table}</translation>
    </message>
</context>
<context>
    <name>MappingForm</name>
    <message>
        <source>Insert &amp;field</source>
        <translation>フィールドを挿入(&amp;F)</translation>
    </message>
    <message>
        <source>As the log mode of each tag says</source>
        <translation>各タグのログモードに従う</translation>
    </message>
    <message>
        <source>Only when the value changes</source>
        <translation>値が変化したときだけ</translation>
    </message>
    <message>
        <source>{plc} {address} is called {name}</source>
        <translation>{plc} {address} の名前: {name}</translation>
    </message>
    <message>
        <source>UTC; +09:00 for Korea and Japan</source>
        <translation>UTC。韓国・日本は +09:00</translation>
    </message>
    <message>
        <source>Sha&amp;pe</source>
        <translation>形式(&amp;P)</translation>
    </message>
    <message>
        <source>Ta&amp;ble</source>
        <translation>テーブル(&amp;B)</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>名前(&amp;M)</translation>
    </message>
    <message>
        <source>Se&amp;quence</source>
        <translation>シーケンス(&amp;Q)</translation>
    </message>
    <message>
        <source>Times &amp;in</source>
        <translation>時刻の基準(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Written</source>
        <translation>書き込み(&amp;W)</translation>
    </message>
</context>
<context>
    <name>MappingTab</name>
    <message>
        <source>Tables</source>
        <translation>テーブル</translation>
    </message>
    <message>
        <source>&amp;Compare with the database</source>
        <translation>データベースと比較(&amp;C)</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>キャンセル(&amp;N)</translation>
    </message>
    <message>
        <source>Correct what is marked at {category} first</source>
        <translation>先に {category} の印の付いた項目を修正してください</translation>
    </message>
    <message>
        <source>The mapping is saved</source>
        <translation>マッピングを保存しました</translation>
    </message>
    <message>
        <source>Connect Oracle in the tab Historian first</source>
        <translation>先に [ヒストリアン] タブで Oracle に接続してください</translation>
    </message>
    <message>
        <source>The comparison is running</source>
        <translation>比較を実行しています</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>未完了</translation>
    </message>
    <message>
        <source>Rows go to the embedded historian now. These tables are used once Oracle is chosen.</source>
        <translation>現在、行は内蔵ヒストリアンに保存されています。これらのテーブルは Oracle を選択すると使用されます。</translation>
    </message>
    <message>
        <source>Tables of the categories</source>
        <translation>分類ごとのテーブル</translation>
    </message>
    <message>
        <source>The chosen category&apos;s table</source>
        <translation>選択した分類のテーブル</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>メッセージを閉じる</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
</context>
<context>
    <name>NewPinDialog</name>
    <message>
        <source>Change the PIN</source>
        <translation>PIN の変更</translation>
    </message>
    <message>
        <source>Set a PIN</source>
        <translation>PIN の設定</translation>
    </message>
    <message>
        <source>C&amp;hange PIN</source>
        <translation>PIN を変更(&amp;H)</translation>
    </message>
    <message>
        <source>S&amp;et PIN</source>
        <translation>PIN を設定(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Present PIN</source>
        <translation>現在の PIN(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;New PIN</source>
        <translation>新しい PIN(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Repeat it</source>
        <translation>PIN の再入力(&amp;R)</translation>
    </message>
    <message>
        <source>4 to 12 digits. Whoever does not know them looks on as an operator: starts, stops and triggers groups, answers alarms, but changes nothing of the setup.</source>
        <translation>4～12 桁の数字です。PIN を知らない人はオペレーターとして操作します。グループの開始・停止・トリガーとアラームの確認はできますが、設定は変更できません。</translation>
    </message>
    <message>
        <source>The two new PINs are different</source>
        <translation>2 つの新しい PIN が一致しません</translation>
    </message>
</context>
<context>
    <name>Oracle</name>
    <message>
        <source>A table is missing. The button above makes it, or your administrator.</source>
        <translation>テーブルがありません。上のボタンで作成するか、管理者に作成を依頼してください。</translation>
    </message>
    <message>
        <source>The host accepts connections.</source>
        <translation>ホストは接続を受け付けています。</translation>
    </message>
    <message>
        <source>An Oracle listener answers.</source>
        <translation>Oracle リスナーが応答しています。</translation>
    </message>
    <message>
        <source>The name server does not answer. Check the network, or enter the IP address.</source>
        <translation>DNS サーバーが応答しません。ネットワークを確認するか、IP アドレスを入力してください。</translation>
    </message>
    <message>
        <source>The host name is not known. Check its spelling, or enter the IP address.</source>
        <translation>ホスト名が見つかりません。つづりを確認するか、IP アドレスを入力してください。</translation>
    </message>
    <message>
        <source>The host does not answer. Check that it is on, and that network and firewalls let this port through.</source>
        <translation>ホストが応答しません。電源が入っていることと、ネットワークやファイアウォールがこのポートを通すことを確認してください。</translation>
    </message>
    <message>
        <source>The host answers, but nothing listens at this port. Check the port, or have the listener started.</source>
        <translation>ホストは応答しますが、このポートで待ち受けているものがありません。ポートを確認するか、リスナーの起動を依頼してください。</translation>
    </message>
    <message>
        <source>The host cannot be reached. Check the network of this computer and the address.</source>
        <translation>ホストに到達できません。このコンピューターのネットワークとアドレスを確認してください。</translation>
    </message>
    <message>
        <source>The port is open, but nothing answers. Check host and port, or have the listener restarted.</source>
        <translation>ポートは開いていますが、応答がありません。ホストとポートを確認するか、リスナーの再起動を依頼してください。</translation>
    </message>
    <message>
        <source>The connection is closed without a word. Check host and port, that it is no port for TLS, and that the listener lets this computer in.</source>
        <translation>応答のないまま接続が閉じられました。ホストとポート、TLS 用のポートでないこと、リスナーがこのコンピューターを許可していることを確認してください。</translation>
    </message>
    <message>
        <source>What answers is no Oracle listener. Check host and port: most often it is 1521, without TLS.</source>
        <translation>応答しているのは Oracle リスナーではありません。ホストとポートを確認してください。通常は 1521 (TLS なし) です。</translation>
    </message>
    <message>
        <source>User name or password is wrong. Correct it above.</source>
        <translation>ユーザー名またはパスワードが正しくありません。上の入力を修正してください。</translation>
    </message>
    <message>
        <source>The account is locked. Ask the database administrator to unlock it.</source>
        <translation>アカウントがロックされています。データベース管理者にロックの解除を依頼してください。</translation>
    </message>
    <message>
        <source>The password has expired. Ask the database administrator.</source>
        <translation>パスワードの有効期限が切れています。データベース管理者に連絡してください。</translation>
    </message>
    <message>
        <source>The listener does not know this service. Check the service name, and that the database is open.</source>
        <translation>リスナーがこのサービスを認識していません。サービス名と、データベースがオープンしていることを確認してください。</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Data queue, filled</source>
        <translation>データキュー使用率</translation>
    </message>
    <message>
        <source>Circular buffer, filled</source>
        <translation>リングバッファ使用率</translation>
    </message>
    <message>
        <source>Rows written</source>
        <translation>書き込み速度</translation>
    </message>
    <message>
        <source>Write latency</source>
        <translation>書き込み時間</translation>
    </message>
    <message>
        <source>Rows at risk</source>
        <translation>未保存の行</translation>
    </message>
    <message>
        <source>Rows the historian has taken, mean of 3 s.</source>
        <translation>ヒストリアンに保存された行の 3 秒平均です。</translation>
    </message>
    <message>
        <source>How long the historian takes for one batch, mean of 3 s.</source>
        <translation>ヒストリアンがバッチ 1 つの保存にかける時間の 3 秒平均です。</translation>
    </message>
    <message>
        <source>Rows that are not in the historian yet: on their way, or in CSV backup files.</source>
        <translation>まだヒストリアンにない行です。処理中か、CSV バックアップファイルにあります。</translation>
    </message>
    <message>
        <source>Nothing was recorded in this time</source>
        <translation>この期間の記録はありません</translation>
    </message>
    <message>
        <source>No polling group is configured yet. Set up PLCs, groups and tags in Setup (F9).</source>
        <translation>ポーリンググループがまだ設定されていません。[設定] (F9) で PLC、グループ、タグを設定してください。</translation>
    </message>
    <message>
        <source>{group} good polls [%]</source>
        <translation>{group} 正常率 [%]</translation>
    </message>
    <message>
        <source>{group} poll time [ms]</source>
        <translation>{group} ポーリング時間 [ms]</translation>
    </message>
    <message>
        <source>rows/s</source>
        <translation>行/秒</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Warning from {warning} %, alarm from {alarm} %.</source>
        <translation>警告 {warning} % 以上、アラーム {alarm} % 以上。</translation>
    </message>
    <message>
        <source>Readings that wait between polling and buffer.</source>
        <translation>ポーリングとバッファの間で待っている読み取り結果です。</translation>
    </message>
    <message>
        <source>Values that wait for the writer.</source>
        <translation>書き込みを待っている値です。</translation>
    </message>
    <message>
        <source>Waiting for the first poll</source>
        <translation>最初のポーリングを待っています</translation>
    </message>
</context>
<context>
    <name>PinDialog</name>
    <message>
        <source>Unlock the setup</source>
        <translation>設定のロック解除</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>ロック解除(&amp;U)</translation>
    </message>
    <message>
        <source>Engineer &amp;PIN</source>
        <translation>エンジニア PIN(&amp;P)</translation>
    </message>
    <message>
        <source>It is locked again after 15 minutes without a key or a click. Forgotten? Whoever may delete access.toml in the data folder removes the PIN.</source>
        <translation>キーやクリックの操作が 15 分間ないと、再びロックされます。PIN を忘れた場合は、データフォルダーの access.toml を削除できる人がこのファイルを削除すると、PIN が解除されます。</translation>
    </message>
</context>
<context>
    <name>PlaceCard</name>
    <message>
        <source>{title}: {figure}. {note}</source>
        <translation>{title}: {figure}。{note}</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>1 request</source>
        <translation>要求 1 回</translation>
    </message>
    <message>
        <source>{n} requests</source>
        <translation>要求 {n} 回</translation>
    </message>
    <message>
        <source>{tags} tags, {requests}, about {time} at a {scan} scan ({source})</source>
        <translation>タグ {tags} 個、{requests}、スキャン {scan}（{source}）で約 {time}</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>実測</translation>
    </message>
    <message>
        <source>assumed, not measured yet</source>
        <translation>仮定、未測定</translation>
    </message>
    <message>
        <source>{cost}; read when it is triggered</source>
        <translation>{cost}。トリガーされたときに読み取ります</translation>
    </message>
    <message>
        <source>{cost}; your interval is {interval}</source>
        <translation>{cost}。設定した周期は {interval} です</translation>
    </message>
    <message>
        <source>PLC {plc} with all its groups: {rate} requests/s, {load} % of what it can answer; {requests} and about {time} when all are due at once</source>
        <translation>PLC {plc} の全グループ: 毎秒 {rate} 要求、応答能力の {load} %。すべて同時に読むときは{requests}、約 {time}</translation>
    </message>
    <message>
        <source>Tags that can never be read, see &apos;hmi config check&apos;: {n}</source>
        <translation>読み取れないタグ: {n} 個。&apos;hmi config check&apos; で確認してください</translation>
    </message>
    <message>
        <source>Other groups of the PLC whose interval cannot be met: {groups}.</source>
        <translation>周期を守れないこの PLC のほかのグループ: {groups}。</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>One poll takes about {time}, longer than the interval of {interval}.</source>
        <translation>1 回のポーリングに約 {time} かかり、周期 {interval} より長くなります。</translation>
    </message>
    <message>
        <source>With all that the PLC is asked as often or more often, a poll can take longer than the interval of {interval}.</source>
        <translation>同じかより短い周期でこの PLC に送るすべての要求と重なると、1 回のポーリングが周期 {interval} より長くなることがあります。</translation>
    </message>
    <message>
        <source>Make the intervals of its other groups longer, or read fewer tags.</source>
        <translation>ほかのグループの周期を長くするか、タグを減らしてください。</translation>
    </message>
    <message>
        <source>Make the interval {interval} or longer.</source>
        <translation>周期を {interval} 以上にしてください。</translation>
    </message>
</context>
<context>
    <name>PlanPanel</name>
    <message>
        <source>Plan</source>
        <translation>計画</translation>
    </message>
    <message>
        <source>The plan is being made…</source>
        <translation>計画を立てています…</translation>
    </message>
</context>
<context>
    <name>PlcStep</name>
    <message>
        <source>Where is the PLC?</source>
        <translation>PLC はどこにありますか？</translation>
    </message>
    <message>
        <source>Its Ethernet port has to be open for the MC protocol (SLMP); the parameters of its Ethernet module in GX Works name port and code. Lineside only reads.</source>
        <translation>PLC の Ethernet ポートで MC プロトコル（SLMP）が有効になっている必要があります。ポートとコードは GX Works の Ethernet ユニットのパラメータにあります。Lineside は読み出すだけです。</translation>
    </message>
    <message>
        <source>Mend what is wrong first</source>
        <translation>先に誤りを直してください</translation>
    </message>
    <message>
        <source>Write the address of the PLC first</source>
        <translation>先に PLC のアドレスを入力してください</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Every recorded row carries it: a short one that stays, like PRESS.</source>
        <translation>記録される行すべてに付く名前です。PRESS のような短く変わらない名前にしてください。</translation>
    </message>
</context>
<context>
    <name>PlcStrip</name>
    <message>
        <source>none configured</source>
        <translation>未設定</translation>
    </message>
    <message>
        <source>{connected} of {all} connected</source>
        <translation>{all} 台中 {connected} 台接続</translation>
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
        <translation>新規 PLC(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>削除(&amp;D)</translation>
    </message>
    <message>
        <source>Routing over networks and stations</source>
        <translation>ネットワーク・局の経由設定</translation>
    </message>
    <message>
        <source>Only an engineer may change the setup</source>
        <translation>設定を変更できるのはエンジニアだけです</translation>
    </message>
    <message>
        <source>Add a PLC</source>
        <translation>PLC を追加します</translation>
    </message>
    <message>
        <source>Choose a PLC first</source>
        <translation>先に PLC を選択してください</translation>
    </message>
    <message>
        <source>Delete the PLC with its groups and tags</source>
        <translation>PLC とそのグループ、タグを削除します</translation>
    </message>
    <message>
        <source>Mend what is wrong first</source>
        <translation>先に誤りを直してください</translation>
    </message>
    <message>
        <source>What was recorded until now stays under the name {name}.</source>
        <translation>これまでの記録は {name} の名前のまま残ります。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Most connections at once; a PLC&apos;s port takes a few only.</source>
        <translation>同時接続数の上限です。PLC のポートが受け付ける接続は少数です。</translation>
    </message>
    <message>
        <source>Active: its groups may run</source>
        <translation>有効: グループを実行可能</translation>
    </message>
    <message>
        <source>No PLC is configured yet. Add one with New PLC, or bring all of them from a spreadsheet
on the tab Import &amp; export.</source>
        <translation>PLC がまだ設定されていません。[新規 PLC] で追加するか、[CSV 入出力] タブで
表計算ファイルからまとめて取り込んでください。</translation>
    </message>
</context>
<context>
    <name>PreviewModel</name>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>誤りの内容</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>Choose a file to look into it</source>
        <translation>ファイルを選択すると内容を表示します</translation>
    </message>
    <message>
        <source>Reading… {total} rows so far</source>
        <translation>読み込み中… 現在 {total} 行</translation>
    </message>
    <message>
        <source>Searching… {shown} of {total} rows so far</source>
        <translation>検索中… 現在 {total} 行中 {shown} 行</translation>
    </message>
    <message>
        <source>No row of {total} is like this</source>
        <translation>{total} 行中、該当する行はありません</translation>
    </message>
    <message>
        <source>{shown} of {total} rows</source>
        <translation>{total} 行中 {shown} 行</translation>
    </message>
    <message>
        <source>Checking every row… {pct} %</source>
        <translation>すべての行を検証中… {pct} %</translation>
    </message>
    <message>
        <source>Filter: tag, address, PLC, time, value…</source>
        <translation>フィルター: タグ、アドレス、PLC、時刻、値…</translation>
    </message>
    <message>
        <source>Shows the rows that hold every word, in any column; the whole file is searched (Ctrl+F)</source>
        <translation>すべての語句をいずれかの列に含む行を表示します。ファイル全体を検索します (Ctrl+F)</translation>
    </message>
    <message>
        <source>Filter the rows</source>
        <translation>行のフィルター</translation>
    </message>
    <message>
        <source>Rows of which quality</source>
        <translation>表示する行の品質</translation>
    </message>
    <message>
        <source>Every quality</source>
        <translation>すべての品質</translation>
    </message>
    <message>
        <source>Damaged lines</source>
        <translation>破損した行</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>検索の進捗</translation>
    </message>
    <message>
        <source>Stop searc&amp;h</source>
        <translation>検索を中止(&amp;H)</translation>
    </message>
    <message>
        <source>What was found so far stays</source>
        <translation>これまでに見つかった行は残ります</translation>
    </message>
    <message>
        <source>Rows: {total}</source>
        <translation>{total} 行</translation>
    </message>
    <message>
        <source>Rows of the chosen file</source>
        <translation>選択したファイルの行</translation>
    </message>
</context>
<context>
    <name>ProgramTab</name>
    <message>
        <source>Program</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>&amp;Name of the station</source>
        <translation>ステーション名(&amp;N)</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>言語(&amp;A)</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>システムの言語</translation>
    </message>
    <message>
        <source>&amp;Log files</source>
        <translation>ログファイル(&amp;L)</translation>
    </message>
    <message>
        <source>Usual (INFO)</source>
        <translation>標準 (INFO)</translation>
    </message>
    <message>
        <source>Groups that may run at once</source>
        <translation>同時に実行できるグループ数</translation>
    </message>
    <message>
        <source>Data queue</source>
        <translation>データキュー</translation>
    </message>
    <message>
        <source>readings</source>
        <translation>読み取り</translation>
    </message>
    <message>
        <source>Circular buffer</source>
        <translation>リングバッファ</translation>
    </message>
    <message>
        <source>values</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Rows written at once</source>
        <translation>一度に書き込む行数</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Written at least every</source>
        <translation>最大書き込み間隔</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>A power loss costs nothing (else 500 ms; slower)</source>
        <translation>停電時もデータを失わない（オフ: 最大 500 ms 分を消失。オン: 低速）</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>フォルダー(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>参照(&amp;B)…</translation>
    </message>
    <message>
        <source>Rows go back to the historian by themselves</source>
        <translation>行をヒストリアンに自動で再送</translation>
    </message>
    <message>
        <source>Replay at most</source>
        <translation>再送速度の上限</translation>
    </message>
    <message>
        <source>rows/s</source>
        <translation>行/秒</translation>
    </message>
    <message>
        <source>Replayed files are kept for</source>
        <translation>再送済みファイルの保管期間</translation>
    </message>
    <message>
        <source>days</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Alarm soun&amp;d until acknowledged</source>
        <translation>確認までアラーム音を鳴らす(&amp;D)</translation>
    </message>
    <message>
        <source>Keep running in the &amp;tray when the window is closed</source>
        <translation>ウィンドウを閉じてもトレイで実行を続ける(&amp;T)</translation>
    </message>
    <message>
        <source>Start with the s&amp;ystem</source>
        <translation>システムの起動時に開始(&amp;Y)</translation>
    </message>
    <message>
        <source>Set &amp;PIN…</source>
        <translation>PIN を設定(&amp;P)…</translation>
    </message>
    <message>
        <source>Re&amp;move PIN…</source>
        <translation>PIN を削除(&amp;M)…</translation>
    </message>
    <message>
        <source>Lock no&amp;w</source>
        <translation>今すぐロック(&amp;W)</translation>
    </message>
    <message>
        <source>A PIN is set</source>
        <translation>PIN が設定されています</translation>
    </message>
    <message>
        <source>No PIN is set: everybody may change the setup</source>
        <translation>PIN が設定されていません。だれでも設定を変更できます</translation>
    </message>
    <message>
        <source>Change &amp;PIN…</source>
        <translation>PIN を変更(&amp;P)…</translation>
    </message>
    <message>
        <source>This system has no list of programs that start with it</source>
        <translation>このシステムには自動起動プログラムの一覧がありません</translation>
    </message>
    <message>
        <source>The installation starts Lineside for all users of this computer: run its set-up again to change that</source>
        <translation>インストール時に、このコンピューターのすべてのユーザーで Lineside が起動するように設定されています。変更するにはセットアップを再実行してください</translation>
    </message>
    <message>
        <source>This system shows no tray: closing the window ends Lineside</source>
        <translation>このシステムにはトレイがありません。ウィンドウを閉じると Lineside が終了します</translation>
    </message>
    <message>
        <source>Folder of the backup files</source>
        <translation>バックアップファイルのフォルダー</translation>
    </message>
    <message>
        <source>Everything, for finding a fault (DEBUG)</source>
        <translation>すべて（不具合調査用、DEBUG）</translation>
    </message>
    <message>
        <source>What happens (INFO)</source>
        <translation>動作の記録 (INFO)</translation>
    </message>
    <message>
        <source>Warnings and errors (WARNING)</source>
        <translation>警告とエラー (WARNING)</translation>
    </message>
    <message>
        <source>Errors only (ERROR)</source>
        <translation>エラーのみ (ERROR)</translation>
    </message>
    <message>
        <source>Only what stops the program (CRITICAL)</source>
        <translation>プログラムを停止させる障害のみ (CRITICAL)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>配色(&amp;C)</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>ステーション</translation>
    </message>
    <message>
        <source>This window: acts at once</source>
        <translation>このウィンドウ: すぐに反映</translation>
    </message>
    <message>
        <source>Engineer PIN</source>
        <translation>エンジニア PIN</translation>
    </message>
    <message>
        <source>Backup files</source>
        <translation>バックアップファイル</translation>
    </message>
    <message>
        <source>Queue, buffer and journal</source>
        <translation>キュー、バッファ、ジャーナル</translation>
    </message>
</context>
<context>
    <name>Quarantine</name>
    <message>
        <source>To be sent</source>
        <translation>送信待ち</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>保留中</translation>
    </message>
</context>
<context>
    <name>QuarantineModel</name>
    <message>
        <source>Refused as {value} ({name})</source>
        <translation>拒否時の値: {value} ({name})</translation>
    </message>
    <message>
        <source>First {first}, last {last}</source>
        <translation>最初 {first}、最後 {last}</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>コード</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒否回数</translation>
    </message>
    <message>
        <source>{value} (corrected)</source>
        <translation>{value} (修正済み)</translation>
    </message>
</context>
<context>
    <name>QuarantinePanel</name>
    <message>
        <source>No row is like this</source>
        <translation>該当する行はありません</translation>
    </message>
    <message>
        <source>There are rows in quarantine, but the filter leaves none of them.</source>
        <translation>隔離された行はありますが、フィルターに該当する行がありません。</translation>
    </message>
    <message>
        <source>No rows in quarantine</source>
        <translation>隔離された行なし</translation>
    </message>
    <message>
        <source>The historian has refused no row for what is in it.

A row that it can never take as it is (a number too large for its column, a name too long) is kept here with the reason, until you correct it and send it again, or delete it.</source>
        <translation>内容が原因でヒストリアンに拒否された行はありません。

そのままでは保存できない行（列に対して大きすぎる数値、長すぎる名前など）は、修正して再送信するか削除するまで、理由とともにここに保管します。</translation>
    </message>
    <message>
        <source>The quarantine cannot be read</source>
        <translation>隔離された行を読み取れません</translation>
    </message>
    <message>
        <source>{error}

Close the file in other programs, check the disk, and try again.</source>
        <translation>{error}

ほかのプログラムでファイルを閉じ、ディスクを確認してから、再試行してください。</translation>
    </message>
    <message>
        <source>Tr&amp;y again</source>
        <translation>再試行(&amp;Y)</translation>
    </message>
    <message>
        <source>Every code ({rows})</source>
        <translation>すべてのコード ({rows})</translation>
    </message>
    <message>
        <source>Every tag</source>
        <translation>すべてのタグ</translation>
    </message>
    <message>
        <source>{chosen} of {n} rows</source>
        <translation>{n} 行中 {chosen} 行</translation>
    </message>
    <message>
        <source>Every row ({n})</source>
        <translation>すべての行 ({n})</translation>
    </message>
    <message>
        <source>Commands go to these rows; choose some to mean only them</source>
        <translation>操作の対象はこれらの行です。一部だけを対象にするには行を選択してください</translation>
    </message>
    <message>
        <source>There are no rows</source>
        <translation>行がありません</translation>
    </message>
    <message>
        <source>Put in the right value or name, and send the rows again</source>
        <translation>正しい値または名前を入力し、行を再送信します</translation>
    </message>
    <message>
        <source>Send the rows to the historian again as they are</source>
        <translation>行をそのままヒストリアンに再送信します</translation>
    </message>
    <message>
        <source>Delete the rows for ever; you are asked first</source>
        <translation>行を完全に削除します。削除前に確認します</translation>
    </message>
    <message>
        <source>Write every row in quarantine with its reason to a CSV file</source>
        <translation>隔離されたすべての行を理由とともに CSV ファイルに書き出します</translation>
    </message>
    <message>
        <source>Rows to correct: {n}</source>
        <translation>修正する行: {n}</translation>
    </message>
    <message>
        <source>In no historian: {rows}. Delete for ever?</source>
        <translation>ヒストリアンにない行: {rows}。完全に削除しますか？</translation>
    </message>
    <message>
        <source>An export keeps a copy of them; a correction brings them to the historian.</source>
        <translation>エクスポートするとコピーを残せます。修正するとヒストリアンに保存できます。</translation>
    </message>
    <message>
        <source>Delete for ever</source>
        <translation>完全に削除</translation>
    </message>
    <message>
        <source>Keep the rows</source>
        <translation>行を残す</translation>
    </message>
    <message>
        <source>Rows refused with which code</source>
        <translation>拒否コードで絞り込み</translation>
    </message>
    <message>
        <source>Rows of which tag</source>
        <translation>タグで絞り込み</translation>
    </message>
    <message>
        <source>Filter: tag, value, reason…</source>
        <translation>フィルター: タグ、値、理由…</translation>
    </message>
    <message>
        <source>Filter the rows</source>
        <translation>行のフィルター</translation>
    </message>
    <message>
        <source>Correc&amp;t…</source>
        <translation>修正(&amp;T)…</translation>
    </message>
    <message>
        <source>Send a&amp;gain</source>
        <translation>再送信(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>エクスポート(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>削除(&amp;D)…</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Look into the quarantine again (F5)</source>
        <translation>隔離された行を読み直します (F5)</translation>
    </message>
    <message>
        <source>Rows in quarantine</source>
        <translation>隔離された行</translation>
    </message>
</context>
<context>
    <name>QuarantineSource</name>
    <message>
        <source>Deleted from the quarantine: {rows}. No historian has them</source>
        <translation>隔離から削除しました: {rows}。どのヒストリアンにもありません</translation>
    </message>
    <message>
        <source>Exported to {path}: {rows}. They stay in quarantine, too</source>
        <translation>{path} にエクスポートしました: {rows}。行は隔離にも残ります</translation>
    </message>
    <message>
        <source>On their way to the historian: {rows}</source>
        <translation>ヒストリアンへ送信中: {rows}</translation>
    </message>
    <message>
        <source>Stored: {stored}. Refused again: {back}, see their reasons</source>
        <translation>保存: {stored}。再び拒否: {back}。理由を確認してください</translation>
    </message>
    <message>
        <source>Stored in the historian: {stored}</source>
        <translation>ヒストリアンに保存しました: {stored}</translation>
    </message>
</context>
<context>
    <name>RateStep</name>
    <message>
        <source>How often is it read?</source>
        <translation>どのくらいの周期で読みますか？</translation>
    </message>
    <message>
        <source>The tags are read together, as one polling group, and every value is recorded with its time.</source>
        <translation>タグは 1 つのポーリンググループとしてまとめて読み出され、すべての値が時刻とともに記録されます。</translation>
    </message>
    <message>
        <source>Mend what is wrong first</source>
        <translation>先に誤りを直してください</translation>
    </message>
    <message>
        <source>There is no plan while something is wrong above.</source>
        <translation>上に誤りがある間は計画を立てられません。</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>グループ名</translation>
    </message>
</context>
<context>
    <name>Recorded</name>
    <message>
        <source>Saving the configuration…</source>
        <translation>設定を保存しています…</translation>
    </message>
    <message>
        <source>The configuration is saved</source>
        <translation>設定を保存しました</translation>
    </message>
    <message>
        <source>Starting the group {group}…</source>
        <translation>グループ {group} を開始しています…</translation>
    </message>
    <message>
        <source>{error}
It is tried again by itself; go back to change something.</source>
        <translation>{error}
自動的に再試行します。変更するには戻ってください。</translation>
    </message>
    <message>
        <source>The group {group} runs</source>
        <translation>グループ {group} は動作中です</translation>
    </message>
    <message>
        <source>Reading the PLC…</source>
        <translation>PLC を読み出しています…</translation>
    </message>
    <message>
        <source>Read at {time}:</source>
        <translation>{time} に読み出し:</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}: {value}</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>ほか {n} 件</translation>
    </message>
    <message>
        <source>Not every tag has a value: {reason}
Go back to change its address.</source>
        <translation>値のないタグがあります: {reason}
戻ってアドレスを変更してください。</translation>
    </message>
    <message>
        <source>Waiting for the first row in the historian…</source>
        <translation>ヒストリアンの最初の行を待っています…</translation>
    </message>
    <message>
        <source>Recorded: the row of {time} is in the historian ({backend}, {place})</source>
        <translation>記録済み: {time} の行がヒストリアンにあります（{backend}、{place}）</translation>
    </message>
</context>
<context>
    <name>Refusals</name>
    <message>
        <source>Choose a group first</source>
        <translation>先にグループを選択してください</translation>
    </message>
    <message>
        <source>A command to {group} is under way</source>
        <translation>{group} のコマンドを処理しています</translation>
    </message>
    <message>
        <source>{group} is running already</source>
        <translation>{group} はすでに実行中です</translation>
    </message>
    <message>
        <source>{group} is not running</source>
        <translation>{group} は実行されていません</translation>
    </message>
    <message>
        <source>{group} is polled at a fixed interval; only handshake groups are triggered</source>
        <translation>{group} は固定周期でポーリングされます。トリガーできるのはハンドシェイクグループだけです</translation>
    </message>
    <message>
        <source>{group} is not running: start it first</source>
        <translation>{group} は実行されていません。先に開始してください</translation>
    </message>
    <message>
        <source>No polling group is configured</source>
        <translation>ポーリンググループが設定されていません</translation>
    </message>
    <message>
        <source>Every group is running already</source>
        <translation>すべてのグループがすでに実行中です</translation>
    </message>
    <message>
        <source>No group is running</source>
        <translation>実行中のグループがありません</translation>
    </message>
</context>
<context>
    <name>RemoteReach</name>
    <message>
        <source>Cop&amp;y address</source>
        <translation>アドレスをコピー(&amp;Y)</translation>
    </message>
    <message>
        <source>Open &amp;in browser</source>
        <translation>ブラウザーで開く(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>テスト(&amp;T)</translation>
    </message>
    <message>
        <source>Try a&amp;gain</source>
        <translation>再試行(&amp;G)</translation>
    </message>
    <message>
        <source>Remote access is not part of this program</source>
        <translation>このプログラムにはリモート接続の機能がありません</translation>
    </message>
    <message>
        <source>The web server is not part of this installation. It comes with: pip install lineside-hmi[api]</source>
        <translation>このインストールには Web サーバーが含まれていません。導入方法: pip install lineside-hmi[api]</translation>
    </message>
    <message>
        <source>The test is running</source>
        <translation>テスト中です</translation>
    </message>
    <message>
        <source>Only an engineer may change the settings</source>
        <translation>設定を変更できるのはエンジニアだけです</translation>
    </message>
    <message>
        <source>It is being tried</source>
        <translation>試行中です</translation>
    </message>
    <message>
        <source>It is switched off: switch it on and save</source>
        <translation>無効です。有効にして保存してください</translation>
    </message>
    <message>
        <source>Other programs do not reach this station</source>
        <translation>ほかのプログラムがこのステーションに接続できません</translation>
    </message>
    <message>
        <source>Watching live now: {n}</source>
        <translation>現在ライブ表示中: {n}</translation>
    </message>
    <message>
        <source>Other programs reach this station at {url}</source>
        <translation>ほかのプログラムからの接続先: {url}</translation>
    </message>
    <message>
        <source>Programs on this PC reach this station at {url}</source>
        <translation>この PC のプログラムからの接続先: {url}</translation>
    </message>
    <message>
        <source>Off: no other program reaches this station</source>
        <translation>無効: ほかのプログラムはこのステーションに接続できません</translation>
    </message>
    <message>
        <source>The address is copied: {url}</source>
        <translation>アドレスをコピーしました: {url}</translation>
    </message>
    <message>
        <source>The system opens no browser for {url}</source>
        <translation>システムがブラウザーを開けませんでした: {url}</translation>
    </message>
    <message>
        <source>{url} answers: {station}, groups: {n}</source>
        <translation>{url} の応答: {station}、グループ数 {n}</translation>
    </message>
    <message>
        <source>It fails again</source>
        <translation>再び失敗しました</translation>
    </message>
    <message>
        <source>Addresses of this station</source>
        <translation>このステーションのアドレス</translation>
    </message>
</context>
<context>
    <name>RemoteTab</name>
    <message>
        <source>Remote access</source>
        <translation>リモート接続</translation>
    </message>
    <message>
        <source>&amp;Let other programs ask this station</source>
        <translation>ほかのプログラムからの接続を許可(&amp;L)</translation>
    </message>
    <message>
        <source>Reached &amp;from</source>
        <translation>接続元(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>ポート(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Certificate</source>
        <translation>証明書(&amp;C)</translation>
    </message>
    <message>
        <source>K&amp;ey</source>
        <translation>鍵(&amp;E)</translation>
    </message>
    <message>
        <source>Pages from t&amp;he origins</source>
        <translation>許可するオリジン(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>参照(&amp;B)…</translation>
    </message>
    <message>
        <source>Br&amp;owse…</source>
        <translation>参照(&amp;O)…</translation>
    </message>
    <message>
        <source>The changes are saved, but other programs do not reach this station</source>
        <translation>変更を保存しましたが、ほかのプログラムはこのステーションに接続できません</translation>
    </message>
    <message>
        <source>The changes are saved. Nobody can ask yet: there are no tokens.</source>
        <translation>変更を保存しました。トークンがないため、まだだれも接続できません。</translation>
    </message>
    <message>
        <source>Ma&amp;ke tokens…</source>
        <translation>トークンを作成(&amp;K)…</translation>
    </message>
    <message>
        <source>The changes are saved. The station is reached at {url}</source>
        <translation>変更を保存しました。接続先: {url}</translation>
    </message>
    <message>
        <source>Encryption needs a certificate and its key: enter both files, or neither</source>
        <translation>暗号化には証明書と鍵の両方が必要です。両方のファイルを指定するか、両方を空にしてください</translation>
    </message>
    <message>
        <source>Only an engineer may change the settings</source>
        <translation>設定を変更できるのはエンジニアだけです</translation>
    </message>
    <message>
        <source>Without a certificate tokens and values cross the network readable. Use it only in a network that you trust, or enter certificate and key.</source>
        <translation>証明書がないと、トークンと値は暗号化されずにネットワークを流れます。信頼できるネットワークでのみ使用するか、証明書と鍵を指定してください。</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.cer *.key)</source>
        <translation>PEM ファイル (*.pem *.crt *.cer *.key)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Certificate of this station</source>
        <translation>このステーションの証明書</translation>
    </message>
    <message>
        <source>Key of the certificate</source>
        <translation>証明書の鍵</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Where the station is reached: acts when it is saved</source>
        <translation>接続方法: 保存するとすぐに有効になります</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Only for web pages of other servers whose scripts ask this station; else leave it empty</source>
        <translation>ほかのサーバーの Web ページのスクリプトから問い合わせる場合だけ入力し、それ以外は空のままにします</translation>
    </message>
    <message>
        <source>Web pages of other servers</source>
        <translation>ほかのサーバーの Web ページ</translation>
    </message>
    <message>
        <source>Browse for the certificate</source>
        <translation>証明書を参照</translation>
    </message>
    <message>
        <source>Browse for the key</source>
        <translation>鍵を参照</translation>
    </message>
</context>
<context>
    <name>RemovePinDialog</name>
    <message>
        <source>Remove the PIN</source>
        <translation>PIN の削除</translation>
    </message>
    <message>
        <source>Re&amp;move PIN</source>
        <translation>PIN を削除(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Present PIN</source>
        <translation>現在の PIN(&amp;P)</translation>
    </message>
    <message>
        <source>Everybody at this window may change the setup then.</source>
        <translation>削除すると、このウィンドウを使うだれもが設定を変更できます。</translation>
    </message>
</context>
<context>
    <name>ReplayStrip</name>
    <message>
        <source>Progress of the replay</source>
        <translation>再送の進捗</translation>
    </message>
    <message>
        <source>{done} of {total} rows · {rate} rows/s · {time} left</source>
        <translation>{total} 行中 {done} 行 · {rate} 行/秒 · 残り {time}</translation>
    </message>
    <message>
        <source>Replay &amp;automatically</source>
        <translation>自動で再送(&amp;A)</translation>
    </message>
    <message>
        <source>Rows go to the historian by themselves as soon as it takes rows again, live values first.</source>
        <translation>ヒストリアンが再び行を受け付けると、現在値を優先しながら自動で再送します。</translation>
    </message>
    <message>
        <source>Replay all &amp;now</source>
        <translation>すべて今すぐ再送(&amp;N)</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>再開(&amp;U)</translation>
    </message>
    <message>
        <source>Go on with the replay</source>
        <translation>再送を再開します</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>キャンセル(&amp;C)</translation>
    </message>
    <message>
        <source>Forget which files were to be replayed now; what is left waits, nothing is lost</source>
        <translation>今すぐ再送するファイルの指定を取り消します。残りの行は待機し、失われません</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>一時停止(&amp;P)</translation>
    </message>
    <message>
        <source>Stop after the rows that are on their way; the others wait</source>
        <translation>送信中の行を送ったところで止まります。残りの行は待機します</translation>
    </message>
    <message>
        <source>{done} of {total} rows</source>
        <translation>{total} 行中 {done} 行</translation>
    </message>
    <message>
        <source>There are no rows to replay</source>
        <translation>再送する行がありません</translation>
    </message>
    <message>
        <source>Send the rows of all files to the historian</source>
        <translation>すべてのファイルの行をヒストリアンに送ります</translation>
    </message>
</context>
<context>
    <name>RowFigures</name>
    <message>
        <source>Rows stored</source>
        <translation>保存済みの行</translation>
    </message>
    <message>
        <source>Committed in the historian since the start.</source>
        <translation>開始以降にヒストリアンへコミットされた行です。</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>処理待ち</translation>
    </message>
    <message>
        <source>Rows on their way: in queue, buffer or writer.</source>
        <translation>キューやバッファにある、または書き込み中の行です。</translation>
    </message>
    <message>
        <source>Backed up</source>
        <translation>バックアップ</translation>
    </message>
    <message>
        <source>Rows in CSV backup files that are not in the historian yet.</source>
        <translation>CSV バックアップファイルにあり、まだヒストリアンにない行です。</translation>
    </message>
    <message>
        <source>Quarantined</source>
        <translation>隔離</translation>
    </message>
    <message>
        <source>Rows the historian refused, and damaged ones of backup files; they are kept.</source>
        <translation>ヒストリアンが受け付けなかった行と、バックアップファイルの破損した行。保管されています。</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>消失</translation>
    </message>
    <message>
        <source>Rows that neither historian nor disk took.</source>
        <translation>ヒストリアンにもディスクにも保存できなかった行です。</translation>
    </message>
    <message>
        <source>Row age, p95</source>
        <translation>保存までの時間、p95</translation>
    </message>
    <message>
        <source>95 of 100 rows are stored no later than this after their poll (last 5 minutes).</source>
        <translation>100 行のうち 95 行は、ポーリングからこの時間以内に保存されます（直近 5 分）。</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>All {count} accepted rows are accounted for</source>
        <translation>収集した {count} 行すべての所在を確認済みです</translation>
    </message>
    <message>
        <source>Of {count} accepted rows some are not accounted for: keep hmi.log and report it</source>
        <translation>収集した {count} 行の一部の所在が確認できません。hmi.log を保管し、報告してください</translation>
    </message>
</context>
<context>
    <name>SaveFile</name>
    <message>
        <source>Export to which file</source>
        <translation>エクスポート先のファイル</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV ファイル (*.csv)</translation>
    </message>
</context>
<context>
    <name>SettingField</name>
    <message>
        <source>Set by the environment variable {name}, so it cannot be changed here</source>
        <translation>環境変数 {name} で設定されているため、ここでは変更できません</translation>
    </message>
</context>
<context>
    <name>SettingsTab</name>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Undo changes</source>
        <translation>変更を元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>The changes are saved</source>
        <translation>変更を保存しました</translation>
    </message>
    <message>
        <source>Locked: the settings can be looked at, and changed by an engineer</source>
        <translation>ロック中: 設定は閲覧できます。変更できるのはエンジニアだけです</translation>
    </message>
    <message>
        <source>Unloc&amp;k…</source>
        <translation>ロック解除(&amp;K)…</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>変更がありません</translation>
    </message>
    <message>
        <source>Only an engineer may change the settings</source>
        <translation>設定を変更できるのはエンジニアだけです</translation>
    </message>
    <message>
        <source>The changes are being saved</source>
        <translation>変更を保存しています</translation>
    </message>
    <message>
        <source>Correct what is marked first</source>
        <translation>先に印の付いた項目を修正してください</translation>
    </message>
    <message>
        <source>Saved changes take effect at the next start of Lineside</source>
        <translation>保存した変更は、次に Lineside を起動したときに有効になります</translation>
    </message>
    <message>
        <source>&amp;Restart now</source>
        <translation>今すぐ再起動(&amp;R)</translation>
    </message>
</context>
<context>
    <name>Setup</name>
    <message>
        <source>still to be filled in</source>
        <translation>まだ入力が必要です</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>常に</translation>
    </message>
    <message>
        <source>On change</source>
        <translation>変化時</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>記録しない</translation>
    </message>
    <message>
        <source>High byte first</source>
        <translation>上位バイトが先</translation>
    </message>
    <message>
        <source>Low byte first</source>
        <translation>下位バイトが先</translation>
    </message>
    <message>
        <source>{frame} ASCII</source>
        <translation>{frame} ASCII</translation>
    </message>
    <message>
        <source>{frame} binary</source>
        <translation>{frame} バイナリ</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>説明</translation>
    </message>
    <message>
        <source>IP address or host</source>
        <translation>IP アドレスまたはホスト名</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>ポート</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>プロトコル</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>シリーズ</translation>
    </message>
    <message>
        <source>Network number</source>
        <translation>ネットワーク番号</translation>
    </message>
    <message>
        <source>Station number</source>
        <translation>局番</translation>
    </message>
    <message>
        <source>Module I/O number</source>
        <translation>ユニット I/O 番号</translation>
    </message>
    <message>
        <source>Multidrop number</source>
        <translation>マルチドロップ局番</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>タイムアウト</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>接続数</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>有効</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>モード</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分類</translation>
    </message>
    <message>
        <source>Trigger bit</source>
        <translation>トリガービット</translation>
    </message>
    <message>
        <source>Acknowledge bit</source>
        <translation>応答ビット</translation>
    </message>
    <message>
        <source>Write to the PLC</source>
        <translation>PLC への書き込み</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>データ型</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>機械</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>単位</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>スケール</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>オフセット</translation>
    </message>
    <message>
        <source>Smallest value</source>
        <translation>最小値</translation>
    </message>
    <message>
        <source>Largest value</source>
        <translation>最大値</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>Deadband</source>
        <translation>不感帯</translation>
    </message>
    <message>
        <source>Length of the text</source>
        <translation>文字列の長さ</translation>
    </message>
    <message>
        <source>Byte order</source>
        <translation>バイト順</translation>
    </message>
    <message>
        <source>No answer in {seconds} s; the attempt was given up</source>
        <translation>{seconds} 秒以内に応答がないため、打ち切りました</translation>
    </message>
    <message>
        <source>Reading the configuration…</source>
        <translation>設定を読み込み中…</translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>{group} is not in the configuration any more; it runs until it is stopped</source>
        <translation>{group} は設定にもうありません。停止するまで動作します</translation>
    </message>
    <message>
        <source>&amp;Lay my changes over it</source>
        <translation>自分の変更を重ねる(&amp;L)</translation>
    </message>
    <message>
        <source>1 change is applied.</source>
        <translation>1 件の変更を適用しました。</translation>
    </message>
    <message>
        <source>{n} changes are applied.</source>
        <translation>{n} 件の変更を適用しました。</translation>
    </message>
    <message>
        <source>{applied} {groups}</source>
        <translation>{applied}{groups}</translation>
    </message>
    <message>
        <source>Polls in progress are finished first…</source>
        <translation>実行中のポーリングを先に終えています…</translation>
    </message>
    <message>
        <source>All groups run as they are configured</source>
        <translation>すべてのグループが設定どおりに実行されています</translation>
    </message>
    <message>
        <source>1 change is discarded</source>
        <translation>1 件の変更を破棄しました</translation>
    </message>
    <message>
        <source>{n} changes are discarded</source>
        <translation>{n} 件の変更を破棄しました</translation>
    </message>
    <message>
        <source>{name} and its {n} tags go when the changes are applied; what was recorded stays</source>
        <translation>変更を適用すると {name} とそのタグ {n} 個が削除されます。記録済みのデータは残ります</translation>
    </message>
    <message>
        <source>{name} goes when the changes are applied</source>
        <translation>変更を適用すると {name} が削除されます</translation>
    </message>
    <message>
        <source>1 tag goes when the changes are applied; what was recorded stays</source>
        <translation>変更を適用するとタグ 1 個が削除されます。記録済みのデータは残ります</translation>
    </message>
    <message>
        <source>{n} tags go when the changes are applied; what was recorded stays</source>
        <translation>変更を適用するとタグ {n} 個が削除されます。記録済みのデータは残ります</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>Locked: the setup can be looked at, and changed by an engineer</source>
        <translation>ロック中: 設定は閲覧できます。変更できるのはエンジニアだけです</translation>
    </message>
    <message>
        <source>Unl&amp;ock…</source>
        <translation>ロック解除(&amp;O)…</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>リスナー</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>ログイン</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>テーブル</translation>
    </message>
    <message>
        <source>is tried…</source>
        <translation>確認中…</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>打ち切り</translation>
    </message>
</context>
<context>
    <name>TagDetail</name>
    <message>
        <source>Choose a tag to see all about it; Enter draws the chosen ones.</source>
        <translation>タグを選択すると詳細を表示します。Enter で選択したタグをトレンドに描画します。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>The value is as the PLC has it</source>
        <translation>PLC の値のとおりです</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Read at</source>
        <translation>読み取り時刻</translation>
    </message>
    <message>
        <source>Quality when read</source>
        <translation>読み取り時の品質</translation>
    </message>
    <message>
        <source>Last good</source>
        <translation>最後の正常値</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>機械</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>データ型</translation>
    </message>
    <message>
        <source>Scale, offset</source>
        <translation>スケール、オフセット</translation>
    </message>
    <message>
        <source>Valid range</source>
        <translation>有効範囲</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>有効</translation>
    </message>
    <message>
        <source>{type}, {n} bytes</source>
        <translation>{type}、{n} バイト</translation>
    </message>
    <message>
        <source>every value</source>
        <translation>すべての値</translation>
    </message>
    <message>
        <source>never</source>
        <translation>記録しない</translation>
    </message>
    <message>
        <source>changes beyond {deadband}</source>
        <translation>{deadband} を超える変化時</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>変化時</translation>
    </message>
</context>
<context>
    <name>TagFilterBar</name>
    <message>
        <source>Find name, address, machine, reason</source>
        <translation>名前、アドレス、機械、理由を検索</translation>
    </message>
    <message>
        <source>Several words: all of them must be found (Ctrl+F)</source>
        <translation>複数の語を入力すると、すべてを含むタグを検索します (Ctrl+F)</translation>
    </message>
    <message>
        <source>PLC</source>
        <translation>PLC</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>機械</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>品質</translation>
    </message>
    <message>
        <source>Clear &amp;filter</source>
        <translation>フィルターを解除(&amp;F)</translation>
    </message>
    <message>
        <source>All PLCs</source>
        <translation>すべての PLC</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>すべてのグループ</translation>
    </message>
    <message>
        <source>All machines</source>
        <translation>すべての機械</translation>
    </message>
    <message>
        <source>{shown} of {total} tags</source>
        <translation>タグ {total} 個中 {shown} 個</translation>
    </message>
    <message>
        <source>All tags are shown already</source>
        <translation>すでにすべてのタグを表示しています</translation>
    </message>
    <message>
        <source>Show all tags again</source>
        <translation>すべてのタグを再び表示します</translation>
    </message>
    <message>
        <source>All qualities</source>
        <translation>すべての品質</translation>
    </message>
    <message>
        <source>All but GOOD</source>
        <translation>GOOD 以外</translation>
    </message>
    <message>
        <source>Stale or no value</source>
        <translation>未更新または値なし</translation>
    </message>
</context>
<context>
    <name>TagForm</name>
    <message>
        <source>different</source>
        <translation>異なる値</translation>
    </message>
    <message>
        <source>Every tag has an address of its own</source>
        <translation>アドレスはタグごとに異なります</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>バイト</translation>
    </message>
    <message>
        <source>Recorded is: value × scale + offset.</source>
        <translation>値 × スケール + オフセットを記録します。</translation>
    </message>
    <message>
        <source>Smaller changes are not recorded.</source>
        <translation>これより小さい変化は記録しません。</translation>
    </message>
    <message>
        <source>Active: read with its group</source>
        <translation>有効: グループと一緒に読み取り</translation>
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
        <translation>グループ</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>機械</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>アドレス</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>品質</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>経過時間</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>{name}: curve {n} of the trend</source>
        <translation>{name}: トレンドの曲線 {n}</translation>
    </message>
    <message>
        <source>last good {time} · {reason}</source>
        <translation>最後の正常値 {time} · {reason}</translation>
    </message>
</context>
<context>
    <name>TagReader</name>
    <message>
        <source>The PLC is being read</source>
        <translation>PLC を読み取っています</translation>
    </message>
    <message>
        <source>At most {n} tags are read at once</source>
        <translation>一度に読み取れるタグは {n} 個までです</translation>
    </message>
    <message>
        <source>Mend what is wrong first</source>
        <translation>先に誤りを直してください</translation>
    </message>
    <message>
        <source>The PLC: {reason}</source>
        <translation>PLC: {reason}</translation>
    </message>
    <message>
        <source>In the PLC at {time}: {value}</source>
        <translation>{time} に読み取った PLC の値: {value}</translation>
    </message>
    <message>
        <source>{n} could not be read: {reason}</source>
        <translation>{n} 個を読み取れませんでした: {reason}</translation>
    </message>
</context>
<context>
    <name>TagSeriesDialog</name>
    <message>
        <source>Add a series of tags</source>
        <translation>タグの連続追加</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>追加(&amp;A)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Write the first and the last address, like D100 and D119.</source>
        <translation>最初と最後のアドレスを入力してください。例: D100 と D119</translation>
    </message>
    <message>
        <source>Add these tags to the changes</source>
        <translation>これらのタグを変更に追加します</translation>
    </message>
    <message>
        <source>These are {n} tags; at most {most} are added at once</source>
        <translation>タグが {n} 個あります。一度に追加できるのは {most} 個までです</translation>
    </message>
    <message>
        <source>Write how the tags are called, like Tag_{address}</source>
        <translation>タグ名の形式を入力してください。例: Tag_{address}</translation>
    </message>
    <message>
        <source>All of these addresses are tags already.</source>
        <translation>これらのアドレスはすべてタグに登録済みです。</translation>
    </message>
    <message>
        <source>{n} tags of type {type}: {first} ({first_name}) to {last} ({last_name}).</source>
        <translation>{type} 型のタグ {n} 個: {first} ({first_name}) ～ {last} ({last_name})。</translation>
    </message>
    <message>
        <source>{sentence} {n} addresses are tags already and are left out.</source>
        <translation>{sentence}{n} 個のアドレスはタグに登録済みのため除外します。</translation>
    </message>
    <message>
        <source>First address</source>
        <translation>最初のアドレス</translation>
    </message>
    <message>
        <source>Last address</source>
        <translation>最後のアドレス</translation>
    </message>
    <message>
        <source>Bits are BOOL, whatever is chosen here.</source>
        <translation>ビットは、ここでの選択にかかわらず BOOL になります。</translation>
    </message>
    <message>
        <source>{address} and {n} stand for the address and the number of each tag.</source>
        <translation>{address} は各タグのアドレス、{n} は番号に置き換わります。</translation>
    </message>
</context>
<context>
    <name>TagTable</name>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
</context>
<context>
    <name>Tags</name>
    <message>
        <source>stale</source>
        <translation>未更新</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>値なし</translation>
    </message>
    <message>
        <source>the tag is not active in the configuration</source>
        <translation>タグは設定で有効になっていません</translation>
    </message>
    <message>
        <source>{group} is stopped</source>
        <translation>{group} は停止しています</translation>
    </message>
    <message>
        <source>{group} runs with its old tags until it is restarted</source>
        <translation>{group} は再起動するまで以前のタグで実行されます</translation>
    </message>
    <message>
        <source>{group} was not triggered yet</source>
        <translation>{group} はまだトリガーされていません</translation>
    </message>
    <message>
        <source>{group} was not polled yet</source>
        <translation>{group} はまだポーリングされていません</translation>
    </message>
    <message>
        <source>{group} is not configured any more</source>
        <translation>{group} はもう設定にありません</translation>
    </message>
    <message>
        <source>{group} was not polled for {time}</source>
        <translation>{group} は {time} ポーリングされていません</translation>
    </message>
    <message>
        <source>PLC {plc} is not active in the configuration</source>
        <translation>PLC {plc} は設定で有効になっていません</translation>
    </message>
    <message>
        <source>{group} is not active in the configuration</source>
        <translation>{group} は設定で有効になっていません</translation>
    </message>
</context>
<context>
    <name>TagsPage</name>
    <message>
        <source>The configuration cannot be read. {error}</source>
        <translation>設定を読み取れません。{error}</translation>
    </message>
    <message>
        <source>An export is under way</source>
        <translation>エクスポートを実行しています</translation>
    </message>
    <message>
        <source>There is no tag to export</source>
        <translation>エクスポートするタグがありません</translation>
    </message>
    <message>
        <source>Write the tags that are shown, with their values, into a CSV file</source>
        <translation>表示中のタグを値とともに CSV ファイルに書き出します</translation>
    </message>
    <message>
        <source>Remove from &amp;trend</source>
        <translation>トレンドから削除(&amp;T)</translation>
    </message>
    <message>
        <source>Add to &amp;trend</source>
        <translation>トレンドに追加(&amp;T)</translation>
    </message>
    <message>
        <source>Draw the chosen tags no longer (Enter)</source>
        <translation>選択したタグの描画をやめます (Enter)</translation>
    </message>
    <message>
        <source>Draw the chosen tags (Enter)</source>
        <translation>選択したタグをトレンドに描画します (Enter)</translation>
    </message>
    <message>
        <source>Choose tags first</source>
        <translation>先にタグを選択してください</translation>
    </message>
    <message>
        <source>Copy the chosen rows for a spreadsheet (Ctrl+C)</source>
        <translation>選択した行を表計算ソフト用にコピーします (Ctrl+C)</translation>
    </message>
    <message>
        <source>A text has no curve: choose numbers and bits</source>
        <translation>文字列は曲線で表示できません。数値またはビットを選択してください</translation>
    </message>
    <message>
        <source>A trend has room for {n} tags: choose fewer, or take some out</source>
        <translation>トレンドに表示できるタグは {n} 個までです。選択を減らすか、トレンドからタグを外してください</translation>
    </message>
    <message>
        <source>Reading the configuration…</source>
        <translation>設定を読み込み中…</translation>
    </message>
    <message>
        <source>No tag is like that</source>
        <translation>該当するタグはありません</translation>
    </message>
    <message>
        <source>Other words, or another PLC, group, machine or quality may find some.</source>
        <translation>検索する語を変えるか、PLC、グループ、機械、品質を変えると見つかることがあります。</translation>
    </message>
    <message>
        <source>No tags are configured</source>
        <translation>タグが設定されていません</translation>
    </message>
    <message>
        <source>An engineer adds them on the page Setup, one by one or from a CSV file.</source>
        <translation>エンジニアが [設定] ページで 1 個ずつ、または CSV ファイルから追加します。</translation>
    </message>
    <message>
        <source>The configuration cannot be read</source>
        <translation>設定を読み取れません</translation>
    </message>
    <message>
        <source>{error}

F5 reads it again.</source>
        <translation>{error}

F5 キーで再読み込みします。</translation>
    </message>
    <message>
        <source>Export tags</source>
        <translation>タグのエクスポート</translation>
    </message>
    <message>
        <source>Tags exported: {count}, to {file}</source>
        <translation>タグ {count} 個を {file} にエクスポートしました</translation>
    </message>
    <message>
        <source>The tags are not exported. {error}</source>
        <translation>タグをエクスポートできませんでした。{error}</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>エクスポート(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Show all tags</source>
        <translation>すべてのタグを表示(&amp;S)</translation>
    </message>
</context>
<context>
    <name>TagsStep</name>
    <message>
        <source>What is read?</source>
        <translation>何を読みますか？</translation>
    </message>
    <message>
        <source>Write addresses as in the PLC&apos;s program: D100, W1F, M20, D100.3 for one bit of a word. Hundreds of tags come from a spreadsheet later, on the page Setup.</source>
        <translation>PLC のプログラムと同じようにアドレスを入力してください: D100、W1F、M20、ワードの 1 ビットは D100.3。数百のタグは後で [設定] ページで表計算のファイルから取り込めます。</translation>
    </message>
    <message>
        <source>&amp;Read once</source>
        <translation>1 回読み出し(&amp;R)</translation>
    </message>
    <message>
        <source>Write at least one address first</source>
        <translation>先にアドレスを 1 つ以上入力してください</translation>
    </message>
    <message>
        <source>Mend what is wrong first</source>
        <translation>先に誤りを直してください</translation>
    </message>
    <message>
        <source>The PLC is being read</source>
        <translation>PLC を読み出しています</translation>
    </message>
    <message>
        <source>Ask the PLC what these addresses hold now</source>
        <translation>これらのアドレスの現在値を PLC から読み出します</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>現在</translation>
    </message>
</context>
<context>
    <name>TagsTab</name>
    <message>
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>{shown} of {all} tags</source>
        <translation>タグ {all} 個中 {shown} 個</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>すべてのグループ</translation>
    </message>
    <message>
        <source>No tag fits the filter above.</source>
        <translation>上のフィルターに該当するタグはありません。</translation>
    </message>
    <message>
        <source>No tag is configured yet. Add one with New tag, many with Add series, or bring them from a spreadsheet on the tab Import &amp; export.</source>
        <translation>タグがまだ設定されていません。[新規タグ] で 1 個ずつ、[連続追加] でまとめて追加するか、[CSV 入出力] タブで表計算ファイルから取り込んでください。</translation>
    </message>
    <message>
        <source>A tag is read in a polling group: add the group first.</source>
        <translation>タグはポーリンググループで読み取ります。先にグループを追加してください。</translation>
    </message>
    <message>
        <source>Choose tags to edit them; Ctrl+A chooses all that are shown.</source>
        <translation>編集するタグを選択してください。Ctrl+A で表示中のすべてのタグを選択します。</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>新規タグ</translation>
    </message>
    <message>
        <source>{n} tags at once</source>
        <translation>タグ {n} 個を一括編集</translation>
    </message>
    <message>
        <source>Only an engineer may change the setup</source>
        <translation>設定を変更できるのはエンジニアだけです</translation>
    </message>
    <message>
        <source>Add a polling group first</source>
        <translation>先にポーリンググループを追加してください</translation>
    </message>
    <message>
        <source>Choose a tag first</source>
        <translation>先にタグを選択してください</translation>
    </message>
    <message>
        <source>Add one tag</source>
        <translation>タグを 1 個追加します</translation>
    </message>
    <message>
        <source>Add tags of addresses that follow each other</source>
        <translation>連続したアドレスのタグを追加します</translation>
    </message>
    <message>
        <source>Delete the chosen tags</source>
        <translation>選択したタグを削除します</translation>
    </message>
    <message>
        <source>See what the PLC holds there now</source>
        <translation>PLC にある現在の値を確認します</translation>
    </message>
    <message>
        <source>Read once</source>
        <translation>1 回読み取り</translation>
    </message>
    <message>
        <source>Search address, name, group, machine (Ctrl+F)</source>
        <translation>アドレス、名前、グループ、機械を検索 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Search tags</source>
        <translation>タグの検索</translation>
    </message>
    <message>
        <source>Only change&amp;d or wrong</source>
        <translation>変更または誤りのみ(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;New tag</source>
        <translation>新規タグ(&amp;N)</translation>
    </message>
    <message>
        <source>Add s&amp;eries…</source>
        <translation>連続追加(&amp;E)…</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>削除(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Read once</source>
        <translation>1 回読み取り(&amp;R)</translation>
    </message>
</context>
<context>
    <name>Tasks</name>
    <message>
        <source>Unexpected error, see hmi.log: {error}</source>
        <translation>予期しないエラーです。hmi.log を確認してください: {error}</translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message>
        <source>5 min</source>
        <translation>5 分</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 時間</translation>
    </message>
    <message>
        <source>8 h</source>
        <translation>8 時間</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 時間</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 日</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>一時停止(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Now</source>
        <translation>現在(&amp;N)</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>エクスポート(&amp;X)…</translation>
    </message>
    <message>
        <source>Show {span} (zoom with + and -)</source>
        <translation>{span}の範囲を表示します (+ と - で拡大縮小)</translation>
    </message>
    <message>
        <source>Let the charts stand still; recording goes on (Space in a chart)</source>
        <translation>グラフを止めます。記録は続きます (グラフで Space)</translation>
    </message>
    <message>
        <source>Save what the charts show as a picture or as CSV</source>
        <translation>グラフの表示内容を画像または CSV で保存します</translation>
    </message>
    <message>
        <source>Show the newest values again (Home in a chart)</source>
        <translation>再び最新の値を表示します (グラフで Home)</translation>
    </message>
    <message>
        <source>The charts show the newest values already</source>
        <translation>グラフはすでに最新の値を表示しています</translation>
    </message>
</context>
<context>
    <name>TokenDialog</name>
    <message>
        <source>New token</source>
        <translation>新しいトークン</translation>
    </message>
    <message>
        <source>New tokens</source>
        <translation>新しいトークン</translation>
    </message>
    <message>
        <source>Copy it now: it is shown only this once, and Lineside keeps no copy of it.</source>
        <translation>今コピーしてください。表示されるのは今回だけで、Lineside は控えを保存しません。</translation>
    </message>
    <message>
        <source>Token for reading</source>
        <translation>読み取り用トークン</translation>
    </message>
    <message>
        <source>Whoever has it sees status, values and alarms, and changes nothing.</source>
        <translation>このトークンで状態、値、アラームを見ることができ、変更は何もできません。</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>Token for commanding</source>
        <translation>操作用トークン</translation>
    </message>
    <message>
        <source>Whoever has it starts, stops and triggers groups, acknowledges alarms and replays files. Give it only to programs that need it.</source>
        <translation>このトークンでグループの開始・停止・トリガー、アラームの確認、ファイルの再送ができます。必要なプログラムにだけ渡してください。</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>コピー(&amp;O)</translation>
    </message>
    <message>
        <source>Link for a phone or a wall screen</source>
        <translation>スマートフォンや大型画面用のリンク</translation>
    </message>
    <message>
        <source>Link for a phone or a wall screen: who opens it looks on without typing the token.</source>
        <translation>スマートフォンや大型画面用のリンク: トークンを入力せずに見ることができます。</translation>
    </message>
    <message>
        <source>Link for a browser on this PC: other computers and phones do not reach the station now.</source>
        <translation>この PC のブラウザー用のリンク: 現在、ほかのコンピューターやスマートフォンからは接続できません。</translation>
    </message>
    <message>
        <source>Copy &amp;link</source>
        <translation>リンクをコピー(&amp;L)</translation>
    </message>
    <message>
        <source>Copy: {what}</source>
        <translation>コピー: {what}</translation>
    </message>
    <message>
        <source>The link is on the clipboard</source>
        <translation>リンクをクリップボードにコピーしました</translation>
    </message>
    <message>
        <source>The token is on the clipboard</source>
        <translation>トークンをクリップボードにコピーしました</translation>
    </message>
    <message>
        <source>A program sends it with every request: Authorization: Bearer TOKEN</source>
        <translation>プログラムは要求のたびに次のように送ります: Authorization: Bearer TOKEN</translation>
    </message>
    <message>
        <source>Clo&amp;se</source>
        <translation>閉じる(&amp;S)</translation>
    </message>
</context>
<context>
    <name>TokenRows</name>
    <message>
        <source>Only an engineer may change the settings</source>
        <translation>設定を変更できるのはエンジニアだけです</translation>
    </message>
    <message>
        <source>A token is being made</source>
        <translation>トークンを作成しています</translation>
    </message>
    <message>
        <source>It is being looked up</source>
        <translation>確認しています</translation>
    </message>
    <message>
        <source>Renew the token for reading?</source>
        <translation>読み取り用トークンを更新しますか？</translation>
    </message>
    <message>
        <source>Renew the token for commanding?</source>
        <translation>操作用トークンを更新しますか？</translation>
    </message>
    <message>
        <source>Programs and screens that use the old one are shut out until they have the new one.</source>
        <translation>古いトークンを使うプログラムと画面は、新しいトークンを設定するまで接続できません。</translation>
    </message>
    <message>
        <source>&amp;Renew the token</source>
        <translation>トークンを更新(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keep the old one</source>
        <translation>古いトークンのまま(&amp;K)</translation>
    </message>
    <message>
        <source>Re&amp;new…</source>
        <translation>更新(&amp;N)…</translation>
    </message>
    <message>
        <source>Rene&amp;w…</source>
        <translation>更新(&amp;W)…</translation>
    </message>
    <message>
        <source>&amp;Make…</source>
        <translation>作成(&amp;M)…</translation>
    </message>
    <message>
        <source>M&amp;ake…</source>
        <translation>作成(&amp;A)…</translation>
    </message>
    <message>
        <source>Renew {token}</source>
        <translation>{token}を更新</translation>
    </message>
    <message>
        <source>Make {token}</source>
        <translation>{token}を作成</translation>
    </message>
    <message>
        <source>no token yet</source>
        <translation>トークンはまだありません</translation>
    </message>
    <message>
        <source>is looked up…</source>
        <translation>確認中…</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>There is a token</source>
        <translation>トークンあり</translation>
    </message>
    <message>
        <source>Set by the environment variable {name}, so it cannot be changed here</source>
        <translation>環境変数 {name} で設定されているため、ここでは変更できません</translation>
    </message>
    <message>
        <source>the token for reading</source>
        <translation>読み取り用トークン</translation>
    </message>
    <message>
        <source>the token for commanding</source>
        <translation>操作用トークン</translation>
    </message>
    <message>
        <source>Lets a program or a screen look on: status, values, alarms</source>
        <translation>プログラムや画面で状態、値、アラームを見ることができます</translation>
    </message>
    <message>
        <source>Lets a program do what an operator does: start, stop, trigger, acknowledge; and look on</source>
        <translation>プログラムがオペレーターと同じ操作（開始、停止、トリガー、確認）をし、見ることもできます</translation>
    </message>
    <message>
        <source>For reading</source>
        <translation>読み取り用</translation>
    </message>
    <message>
        <source>For commanding</source>
        <translation>操作用</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>&amp;Show the window</source>
        <translation>ウィンドウを表示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>Lineside goes on recording</source>
        <translation>Lineside は記録を続けます</translation>
    </message>
    <message>
        <source>Its window is here, in the tray. Quit, in this icon&apos;s menu, ends the program.</source>
        <translation>ウィンドウはこのトレイにあります。このアイコンのメニューの「終了」でプログラムを終えます。</translation>
    </message>
    <message>
        <source>Lineside – {station}</source>
        <translation>Lineside – {station}</translation>
    </message>
    <message>
        <source>Rows at risk: {count}</source>
        <translation>未保存の行: {count}</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>アラームなし</translation>
    </message>
</context>
<context>
    <name>TrendPanel</name>
    <message>
        <source>C&amp;lose trend</source>
        <translation>トレンドを閉じる(&amp;L)</translation>
    </message>
    <message>
        <source>Take all tags out of the trend</source>
        <translation>すべてのタグをトレンドから外します</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>ビット</translation>
    </message>
    <message>
        <source>no unit</source>
        <translation>単位なし</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <source>The historian cannot be read; only what comes now is shown. {error}</source>
        <translation>ヒストリアンを読み取れません。これから届く値だけを表示します。{error}</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Look at the &amp;demo plant</source>
        <translation>デモ設備を見る(&amp;D)</translation>
    </message>
    <message>
        <source>Connect your first &amp;PLC</source>
        <translation>最初の PLC を接続(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Import a list of tags (CSV)…</source>
        <translation>タグ一覧の取り込み（CSV）(&amp;I)…</translation>
    </message>
    <message>
        <source>Only an engineer may change the setup</source>
        <translation>設定を変更できるのはエンジニアだけです</translation>
    </message>
    <message>
        <source>Three steps to the first recorded value</source>
        <translation>最初の値の記録まで 3 ステップです</translation>
    </message>
    <message>
        <source>Tags from a spreadsheet, GX Works or Kepware</source>
        <translation>表計算、GX Works、Kepware のタグ</translation>
    </message>
    <message>
        <source>No PLC is connected yet, so nothing is recorded. Begin with one of these:</source>
        <translation>まだ PLC が接続されていないため、何も記録されていません。次のどちらかから始めてください:</translation>
    </message>
    <message>
        <source>Your plant</source>
        <translation>自分の設備</translation>
    </message>
    <message>
        <source>You need the PLC&apos;s IP address and port, and one address to read, like D100. Three steps, then its value is recorded. Lineside writes nothing into the PLC.</source>
        <translation>PLC の IP アドレスとポート、それに D100 のような読み出すアドレスが 1 つ必要です。3 ステップで値が記録されます。Lineside は PLC に何も書き込みません。</translation>
    </message>
    <message>
        <source>The demo plant</source>
        <translation>デモ設備</translation>
    </message>
    <message>
        <source>Three simulated PLCs with 600 tags, in a data folder of its own: nothing of it gets into your records. This window closes for it.</source>
        <translation>600 タグを持つ 3 台のシミュレーション PLC が専用のデータフォルダーで動くので、記録に混ざることはありません。このウィンドウは閉じます。</translation>
    </message>
</context>
<context>
    <name>WorkStrip</name>
    <message>
        <source>Cance&amp;l</source>
        <translation>キャンセル(&amp;L)</translation>
    </message>
</context>
<context>
    <name>WriterPanel</name>
    <message>
        <source>5 min</source>
        <translation>5 分</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 時間</translation>
    </message>
    <message>
        <source>Writer</source>
        <translation>書き込み</translation>
    </message>
    <message>
        <source>Row age, p50 / p95</source>
        <translation>保存までの時間、p50 / p95</translation>
    </message>
    <message>
        <source>Time from the poll of a row to its commit in the historian: half of the rows, and 95 of 100, took no longer.</source>
        <translation>行のポーリングからヒストリアンへのコミットまでの時間: 半分の行、および 100 行中 95 行がこの時間内に保存されました。</translation>
    </message>
    <message>
        <source>Oldest row</source>
        <translation>最も遅い行</translation>
    </message>
    <message>
        <source>The longest time that a row took from its poll to its commit.</source>
        <translation>1 行がポーリングからコミットまでにかかった最長の時間です。</translation>
    </message>
    <message>
        <source>Rows per second</source>
        <translation>1 秒あたりの行</translation>
    </message>
    <message>
        <source>Write latency</source>
        <translation>書き込み時間</translation>
    </message>
    <message>
        <source>Mean time of one batch in the historian.</source>
        <translation>ヒストリアンが 1 バッチを処理する平均時間です。</translation>
    </message>
    <message>
        <source>Good batches</source>
        <translation>成功したバッチ</translation>
    </message>
    <message>
        <source>Since the start: {stored} batches stored, {failed} failed, {retries} retries.</source>
        <translation>開始以降: バッチ {stored} 件保存、{failed} 件失敗、再試行 {retries} 回。</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Historian</source>
        <translation>ヒストリアン</translation>
    </message>
    <message>
        <source>Mean batch, rows</source>
        <translation>平均バッチ、行</translation>
    </message>
    <message>
        <source>Last batch</source>
        <translation>最後のバッチ</translation>
    </message>
</context>
<context>
    <name>_PinEntry</name>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>A PIN is 4 to 12 digits</source>
        <translation>PIN は 4～12 桁の数字です</translation>
    </message>
    <message>
        <source>Wrong PIN. The next try is possible in {time}</source>
        <translation>PIN が違います。{time} 後に再入力できます</translation>
    </message>
    <message>
        <source>This is not the PIN</source>
        <translation>PIN が違います</translation>
    </message>
</context>
</TS>
