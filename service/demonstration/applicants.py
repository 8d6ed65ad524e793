"""The entities of a demonstration: invented names, codes whose check character fits."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from service.demonstration.people import CENTERS, Center, center_by_code
from service.domain.identity import ALPHABET, expected_check

# Two entities whose code has a wrong check character: a warning that an officer confirms (E4 46).
WRONG_CHECK = (17, 88)
BRANDS = (
    "澄衡", "青屿", "砚石", "望穹", "禾岚", "知微", "屿桥", "云栖渡", "麓芯", "海砚",
    "川叶", "星蒲", "若木", "听潮", "北辰溪", "素问", "明榆", "岚汐", "栖砂", "远渚",
    "竹溪", "灵沼", "玄圃", "松烟", "汀兰", "苇航", "洛桐", "沧浪屿", "观澜", "朴石",
    "泊云", "晴川", "鹿鸣", "霁野", "拾光", "衡芷", "千帆", "蓝汐", "云岫", "南柯",
    "半夏", "临渊", "飞霜", "木铎",
)  # fmt: skip
SECTORS = (
    ("传感", "传感器及其读出电路", "G01D"),
    ("微电子", "信号调理芯片", "H03K"),
    ("智能装备", "柔性装配线及其控制器", "G05B"),
    ("生物", "蛋白纯化试剂盒", "C07K"),
    ("新材料", "耐高温涂层材料", "C09D"),
    ("数字", "工业数据采集平台", "G06F"),
    ("新能源", "储能电池管理系统", "H01M"),
    ("光电", "激光测距模组", "G01S"),
    ("机器人", "协作机器人关节", "B25J"),
    ("医疗", "便携式监护设备", "A61B"),
    ("汽车零部件", "线控转向执行器", "B62D"),
    ("环保", "低能耗膜分离装置", "B01D"),
)
# The first ones play the scene of docs/scene.md; the rest only make the house look lived in.
SCENE = (
    ("杭州示例初照传感有限公司", "zhejiang"),
    ("杭州示例双桥智能装备有限公司", "zhejiang"),
    ("宁波示例冬青汽车零部件有限公司", "ningbo"),
    ("杭州示例晚晴生物有限公司", "zhejiang"),
)
SURNAMES = (
    "沈", "周", "吴", "钱", "郑", "孙", "李", "赵", "冯", "陈",
    "褚", "卫", "蒋", "韩", "杨", "朱", "秦", "尤", "许", "何",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """An invented entity; `number` counts from 1 and is in its login, "entity-7"."""

    number: int
    name: str
    code: str
    kind: str
    center: Center
    products: str
    ipc: str
    address: str
    representative: str
    contact: str
    phone: str
    size: int

    @property
    def login(self) -> str:
        return f"entity-{self.number}"


def applicants(count: int) -> tuple[Applicant, ...]:
    """The first `count` of them; the same for every count."""
    names: set[str] = set()
    return tuple(_applicant(number, names) for number in range(1, count + 1))


def _applicant(number: int, names: set[str]) -> Applicant:
    rng = Random(f"applicant {number}")
    sector, products, ipc = rng.choice(SECTORS)
    if number <= len(SCENE):
        name, code = SCENE[number - 1]
        center, kind = center_by_code(code), "enterprise"
        sector, products, ipc = next(s for s in SECTORS if s[0] in name)
    else:
        center = rng.choices(CENTERS, weights=[c.weight for c in CENTERS])[0]
        name, kind = _name(rng, center, sector, names)
    names.add(name)
    return Applicant(
        number=number,
        name=name,
        code=_code(number, center, kind),
        kind=kind,
        center=center,
        products=products,
        ipc=ipc,
        address=f"{center.city}市示例路 {rng.randint(1, 399)} 号 {rng.randint(1, 9)} 幢",
        representative=f"{rng.choice(SURNAMES)}某",
        contact=f"{rng.choice(SURNAMES)}某某",
        phone=f"1380000{number:04d}",
        size=rng.choice((6, 9, 14, 22, 38, 65, 120, 260)),
    )


def _name(rng: Random, center: Center, sector: str, taken: set[str]) -> tuple[str, str]:
    """An invented name, and the kind of body that bears it."""
    while True:
        brand = rng.choice(BRANDS)
        kind = rng.choices(
            ("enterprise", "university", "research_institute", "public_institution"),
            weights=(88, 4, 6, 2),
        )[0]
        name = {
            "enterprise": f"{center.city}示例{brand}{sector}有限公司",
            "university": f"{center.city}示例{brand}大学",
            "research_institute": f"{center.city}示例{brand}{sector}研究院",
            "public_institution": f"{center.city}示例{brand}检测中心",
        }[kind]
        if name not in taken:
            return name, kind


def _code(number: int, center: Center, kind: str) -> str:
    """91 (or 12) + district + a body nobody has, "MADEM" and the number, + check character."""
    start = {"enterprise": "91", "university": "12"}.get(kind, "12")
    body = f"{start}{center.district}MADEM{number:04d}"
    check = expected_check(body)
    if number in WRONG_CHECK:
        check = ALPHABET[(ALPHABET.index(check) + 1) % len(ALPHABET)]
    return body + check
