// The hundred and some most common surnames, some nine tenths of all people; and those of two characters.
const single = new Set(
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官谈匡鞠惠荆乐冀胥郁南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由",
)
const double = new Set(
  "欧阳 上官 司马 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 轩辕 端木 百里 南宫 西门 独孤 长孙 宇文 司空 鲜于 闻人 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 万俟 赫连 呼延 东郭 南门 拓跋 第五 歐陽 諸葛 司馬".split(
    " ",
  ),
)

/** Is this all a surname of two characters? */
export function isDoubleSurname(name: string): boolean {
  return double.has(name)
}

/** Does a Chinese name begin with a surname people have? */
export function isSurname(name: string): boolean {
  return (
    single.has(name.charAt(0)) || double.has(name.slice(0, 2)) || traditional.has(name.charAt(0))
  )
}

const traditional = new Set(
  "張劉陳楊黃趙吳孫馬鄭謝許鄧馮韓蕭葉蔣蘇魏呂盧傅鐘鍾譚陸範賈韋鄒閻龍陶賀顧龔邵萬錢嚴湯溫龐顏莊聶歐關蘭畢單塗駱藍遊鮑華饒簡車項連蘆麥婁竇黨費衛師應閔邊鄔榮叢鞏鄺談儲諶樓滿聞厲區蓋練豐國計門雲來",
)
