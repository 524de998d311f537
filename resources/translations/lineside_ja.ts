<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
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
        <source>since {time}</source>
        <translation>{time} から</translation>
    </message>
    <message>
        <source>{severity}, acknowledged</source>
        <translation>{severity}、確認済み</translation>
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
    <name>BackupsPage</name>
    <message>
        <source>&amp;Refresh</source>
        <translation>更新(&amp;R)</translation>
    </message>
    <message>
        <source>Look into the backup folder again (F5)</source>
        <translation>バックアップフォルダーを読み直します (F5)</translation>
    </message>
    <message>
        <source>The backup folder cannot be read. {error}</source>
        <translation>バックアップフォルダーを読み取れません。{error}</translation>
    </message>
    <message>
        <source>Files: {files} · rows: {rows} · {size} · {folder}</source>
        <translation>ファイル {files} 個 · {rows} 行 · {size} · {folder}</translation>
    </message>
    <message>
        <source>No backup files</source>
        <translation>バックアップファイルなし</translation>
    </message>
    <message>
        <source>Nothing is waiting here for the historian.

When the historian cannot be reached, rows are kept here as CSV files,
so that nothing is lost until it takes them again.</source>
        <translation>ヒストリアンへの保存を待っているバックアップ行はありません。

ヒストリアンに接続できないときは、行をここに CSV ファイルとして保管します。
再び保存できるようになるまで、データは失われません。</translation>
    </message>
    <message>
        <source>Backup files</source>
        <translation>バックアップファイル</translation>
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
    <name>FileModel</name>
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
        <source>First row</source>
        <translation>最初の行</translation>
    </message>
    <message>
        <source>Last row</source>
        <translation>最後の行</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>being written</source>
        <translation>書き込み中</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>再送待ち</translation>
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
        <source>{group} is running with its new settings</source>
        <translation>{group} は新しい設定で実行中です</translation>
    </message>
    <message>
        <source>All groups are stopped</source>
        <translation>すべてのグループを停止しました</translation>
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
    <name>GroupForm</name>
    <message>
        <source>Allow &amp;writing the acknowledge bit to the PLC</source>
        <translation>PLC への応答ビットの書き込みを許可(&amp;W)</translation>
    </message>
    <message>
        <source>Act&amp;ive: started with all the others</source>
        <translation>有効: ほかのグループと一緒に開始(&amp;I)</translation>
    </message>
    <message>
        <source>Write a whole number of milliseconds from {low} to {high}, like 1000</source>
        <translation>{low}～{high} のミリ秒を整数で入力してください。例: 1000</translation>
    </message>
    <message>
        <source>Trigger bit watched e&amp;very</source>
        <translation>トリガービットの監視周期(&amp;V)</translation>
    </message>
    <message>
        <source>Inter&amp;val</source>
        <translation>周期(&amp;V)</translation>
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
        <source>M100; blank: triggered by hand</source>
        <translation>M100、空欄は手動トリガー</translation>
    </message>
    <message>
        <source>M101; blank: none</source>
        <translation>M101、空欄はなし</translation>
    </message>
    <message>
        <source>&amp;Mode</source>
        <translation>モード(&amp;M)</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>&amp;Trigger bit</source>
        <translation>トリガービット(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Acknowledge bit</source>
        <translation>応答ビット(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Category</source>
        <translation>分類(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>説明(&amp;D)</translation>
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
    <name>GroupSetup</name>
    <message>
        <source>There is no plan without an interval.</source>
        <translation>周期がないと計画を立てられません。</translation>
    </message>
    <message>
        <source>There is no plan while something is wrong above.</source>
        <translation>上の誤りを直すと計画が表示されます。</translation>
    </message>
    <message>
        <source>There is no plan: {error}</source>
        <translation>計画を立てられません: {error}</translation>
    </message>
    <message>
        <source>&amp;Save anyway</source>
        <translation>それでも保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>変更がありません</translation>
    </message>
    <message>
        <source>Set up {group}</source>
        <translation>{group} の設定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
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
        <translation>ポーリンググループが設定されていません。次のコマンドで PLC、グループ、タグをインポートしてください。
hmi config import plc_connections.csv polling_groups.csv tags.csv</translation>
    </message>
    <message>
        <source>{group} is not in the configuration any more; it runs until it is stopped</source>
        <translation>{group} はもう設定にありません。停止するまで実行されます</translation>
    </message>
    <message>
        <source>{group} is saved</source>
        <translation>{group} を保存しました</translation>
    </message>
    <message>
        <source>{group} is saved; it runs with its old settings until it is restarted</source>
        <translation>{group} を保存しました。再起動するまで以前の設定で実行されます</translation>
    </message>
    <message>
        <source>R&amp;estart group</source>
        <translation>グループを再起動(&amp;E)</translation>
    </message>
    <message>
        <source>{group} is saved and not active any more; it runs until it is stopped</source>
        <translation>{group} を保存し、無効にしました。停止するまで実行されます</translation>
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
        <source>Restarting…</source>
        <translation>再起動しています…</translation>
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
        <source>Overview</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>バックアップ</translation>
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
    <name>OverviewPage</name>
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
        <source>rows/s</source>
        <translation>行/秒</translation>
    </message>
    <message>
        <source>Write latency, mean of 5 min</source>
        <translation>書き込み時間、5 分平均</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
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
        <source>Rows the historian refused; they are kept with the reason.</source>
        <translation>ヒストリアンに拒否された行です。理由とともに保管されます。</translation>
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
        <source>Rows the historian has taken, mean of 2 s.</source>
        <translation>ヒストリアンに保存された行の 2 秒平均です。</translation>
    </message>
    <message>
        <source>How long the historian takes for one batch.</source>
        <translation>ヒストリアンがバッチ 1 つの保存にかける時間です。</translation>
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
    <message>
        <source>No polling group is configured yet. Import one with: hmi config import</source>
        <translation>ポーリンググループが設定されていません。hmi config import でインポートしてください</translation>
    </message>
    <message>
        <source>Waiting for the first poll</source>
        <translation>最初のポーリングを待っています</translation>
    </message>
    <message>
        <source>Polling groups</source>
        <translation>ポーリンググループ</translation>
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
    <name>PreviewPanel</name>
    <message>
        <source>Filter: tag, address, PLC, quality, time…</source>
        <translation>フィルター: タグ、アドレス、PLC、品質、時刻…</translation>
    </message>
    <message>
        <source>Filter the rows</source>
        <translation>行のフィルター</translation>
    </message>
    <message>
        <source>Damaged lines</source>
        <translation>破損した行</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <source>No row holds this text</source>
        <translation>この文字列を含む行はありません</translation>
    </message>
    <message>
        <source>The first {shown} of {total} rows</source>
        <translation>{total} 行のうち最初の {shown} 行</translation>
    </message>
    <message>
        <source>Rows: {total}</source>
        <translation>{total} 行</translation>
    </message>
    <message>
        <source>Damaged lines: {count}</source>
        <translation>破損した行: {count}</translation>
    </message>
    <message>
        <source>Line {line}: {reason}</source>
        <translation>{line} 行目: {reason}</translation>
    </message>
    <message>
        <source>Rows of the chosen file</source>
        <translation>選択したファイルの行</translation>
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
    <name>ReplayStrip</name>
    <message>
        <source>Progress of the replay</source>
        <translation>再送の進捗</translation>
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
        <source>Replay &amp;now</source>
        <translation>今すぐ再送(&amp;N)</translation>
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
        <source>{rate} rows/s</source>
        <translation>{rate} 行/秒</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>残り {time}</translation>
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
    <name>SuccessModel</name>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Good polls, 5 min</source>
        <translation>正常率、5 分</translation>
    </message>
    <message>
        <source>Poll ms</source>
        <translation>ms</translation>
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
</TS>
