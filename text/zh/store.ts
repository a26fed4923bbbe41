export const store = {
  "failure.store/in-use": "还有别的程序在用 {path} 里的数据库。先把它停掉。",
  "failure.store/directory-not-writable":
    "写不进 {path}。换一个目录（--data），或者改一改它的权限。",
  "failure.store/disk-full": "磁盘满了。腾出些空间再来，已经确认的数据都还在。",
  "failure.store/other-version":
    "{path} 里的数据是另一个版本的 PostgreSQL 写的（{found}，这里用 {wanted}）。用当初那个版本的知客备份出来，再恢复到这里。",
  "failure.store/clock-gone-back":
    "电脑的时钟倒退了：现在是 {now}，可数据库在 {last} 还写过东西。把时钟调对再启动。",
  "failure.store/corrupted":
    "{path} 里的数据库文件坏了或者不全。别删它，先另存一份，再从备份恢复到一个新目录（zhike restore）。",
  "failure.store/no-binaries":
    "没有找到适合 {platform} 的 PostgreSQL。重新运行 npm ci（不要加 --omit=optional）；这个平台若不支持，就用 DATABASE_URL 指向自己的数据库。",
  "failure.store/no-account":
    "PostgreSQL 需要一个登记在 /etc/passwd 里的普通账户，当前用户编号 {uid} 不行。换一个普通用户运行，或者用 DATABASE_URL。",
  "failure.store/cannot-start": "数据库没能启动：{reason}。详细经过在 {log}。",
  "failure.store/slow-start":
    "等了 {seconds} 秒，数据库还没准备好。看看 {log}，它可能还在恢复；过会儿再试。",
  "failure.store/cannot-stop": "数据库（进程 {pid}）停不下来。过会儿再试。",
  "failure.store/passwords-unreadable":
    "{path} 读不出来，里面是数据库的口令。恢复这个文件，或者检查它的权限。",
  "failure.store/wrong-password":
    "{path} 里的数据库不认这份口令。多半是口令文件换过了：把原来的放回去，或者先停掉正在用它的程序再启动。",
  "failure.store/wrong-url":
    "DATABASE_URL 写得不对，应该像 postgres://用户:口令@主机:5432/数据库。",
  "failure.store/cannot-connect":
    "连不上 {host}:{port} 的数据库（{reason}）。检查 DATABASE_URL、网络和口令。",
  "failure.store/server-too-old": "数据库服务器是 PostgreSQL {version}，至少要 {oldest}。",
  "failure.store/not-database-owner":
    "DATABASE_URL 里的用户不是数据库 {database} 的所有者。换成所有者，或者让管理员改一下。",
  "failure.store/roles-missing":
    "角色 {role} 还不能用，当前用户又无权创建。把 {command} 打印的语句交给数据库管理员运行一次。",
  "failure.store/newer-database":
    "这个数据库已经升级到 {found}，而这个版本的知客只认识到 {known}。装新版本，数据不用动。",
  "failure.store/migration-changed":
    "数据库升级步骤 {number}（{name}）和当初运行的不一样。用回原来的版本，别改动已经发布的步骤。",
  "failure.store/migration-order":
    "升级步骤 {number} 来晚了，数据库已经到了 {last}。给它一个更大的编号。",
  "failure.store/connection-lost":
    "和数据库的连接断了。刚才的操作可能已经完成，也可能没有；重试是安全的。",
  "failure.store/too-many-connections": "数据库的连接用完了。稍等一下再试。",
  "failure.store/read-only": "这里只能读，不能改。",
  "failure.store/idempotency-mismatch":
    "这个 Idempotency-Key 已经用在另一件事上了。换一个新的再发。",
  "failure.store/unknown-journal-kind": "日志里有这个版本不认识的内容（{kind}）。装新版本再启动。",
  "failure.store/backup-elsewhere":
    "这个数据库不是知客自己启动的，用它自己的工具备份和恢复（例如 pg_dump）。密钥另外保存：zhike keys --to 文件。",
  "failure.store/file-exists": "{path} 已经存在，不会覆盖。换一个文件名。",
  "failure.store/file-not-writable": "写不了 {path}。换一个位置，或者检查权限。",
  "failure.store/no-such-file": "找不到 {path}。",
  "failure.store/not-a-backup":
    "{path} 不是完整的知客备份：要么不是备份文件，要么传输时损坏了。换一份再试。",
  "failure.store/database-exists":
    "{path} 里已经有数据库了，不会覆盖。恢复到一个新目录：zhike restore 文件 --data 新目录。",
  "failure.store/mirror-locked":
    "分析用的镜像正被别的程序（进程 {pid}）打开着，这里读不了。先停掉那个程序；数据不受影响，照常从数据库里查。",
  "check.store/directory-writable": "数据目录 {path} 可以写。",
  "check.store/disk-free": "磁盘还有 {gigabytes} GB。",
  "check.store/disk-low": "磁盘只剩 {gigabytes} GB，尽快腾出一些。",
  "check.store/programs-found": "PostgreSQL 的程序在 {path}。",
  "check.store/no-database-yet": "{path} 里还没有数据库，第一次启动时会建。",
  "check.store/embedded-database": "自带的数据库正常，PostgreSQL {version}。",
  "check.store/server-database": "DATABASE_URL 指向的数据库正常，PostgreSQL {version}。",
  "check.store/migrations-done": "数据库结构是最新的（第 {last} 步）。",
  "check.store/migrations-pending": "数据库结构还差 {pending} 步，启动时会自动升级。",
  "check.store/durable": "写入安全：断电也不丢已确认的数据。",
  "check.store/not-durable":
    "数据库关掉了 {settings}，断电会丢掉已确认的数据。在 postgresql.conf 里打开再重启数据库。",
  "check.store/clocks-agree": "数据库的时钟和这里一致。",
  "check.store/clocks-differ": "数据库的时钟和这里差 {seconds} 秒。两台机器都要跟时间服务器对时。",
  "check.store/connections-free": "数据库还有 {free} 个空闲连接。",
  "check.store/connections-few":
    "数据库只剩 {free} 个连接，一个程序要用 {wanted} 个。把 max_connections 调大，或者停掉别的程序。",
  "check.store/journal-flows": "变更日志没有积压。",
  "check.store/journal-stands":
    "变更日志积压了 {minutes} 分钟。启动知客，它会自己补上；还不动就看它的日志。",
  "check.store/database-size": "数据库占 {megabytes} MB。",
} as const
